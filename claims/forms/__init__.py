"""Forms, one module an object. They validate; stage functions act on what they clean."""
