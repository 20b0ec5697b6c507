"""Language: plain Python that turns an article's text into claims. No Django anywhere in here.

One module a question, so that each can be measured, tested and replaced on its own:

    spans             a stretch of text; character classes the other modules share
    vocabulary        word lists: reporting verbs, titles, outlets, bodies
    countries         countries and what their people are called
    segments          a text cut for showing, under marks that may overlap
    loading           the files of trained models, held to their checksums
    reader            the trained reader: what it makes of one sentence

    sentences         where sentences and paragraphs begin and end
    quotations        which stretches stand in quotation marks
    boilerplate       how the furniture of pages is worded, with reasons
    furniture         which sentences are the page and not the article, and why

    numbers, dates    values of numbers in digits and words; calendar dates
    qualifiers        about, nearly, more than: what stands before a number
    units             what a number counts
    shapes            figures their shape gives away: clock times, ages, shares, ranks
    figures           quantities, dates and spans of time, with unit and qualifier
    hedges            words that weaken an assertion, and how far they reach

    gender            whether "he" or "she" can stand for somebody
    names             people named in an article; "Mr Matvienko" is "Vitaly Matvienko"
    outlets           publications named in a sentence
    cues              who said it, read from one sentence by rules
    nesting           what stands in somebody else's words, and so is theirs
    asserting         which cues tell of an assertion, and which of an act or of silence
    relayed           words that nobody signs, or that a speaker passes on
    tagged            cues and sources joined from the reader's tags and the rules
    unnamed           people who speak and go by no name
    dialogue          whose turn it is where people talk
    speakers          who has spoken so far, and whom a pronoun can mean
    resolving         whom a source stands for, over the article
    attribution       who said each sentence: all of the above, in order
    doubts            claimants the article's grammar points to wrongly

    claims            the stretches and wordings of the claims of one sentence
    assertions        whether a sentence asserts anything a checker could look up
    signs             which words of a claim are reasons to check it
    checkworthiness   how much a claim wants checking, and the reasons in words
    selection         what the words that a person picked out hold
    analysis          `analyse(text)`: the one entry point; everything above, in order

What several articles say about one fact is a second half, over what the first has found. Its input
is a `Report`, a claim with all that comparing it needs.

    reports, days     a claim as its article reports it; the day the article was told

    stems, terms      content words, and how rare each is; spellings of one word folded away
    embeddings        what a text, and each of its words, means as a vector
    sides, overlaps   an article's claims read for comparing; words shared, weighed by rarity
    alignment         words beside words in their context, above what is usual in the other article
    features          what speaks for and against two claims being about the same fact
    looking           a second look at the likely ones: what their figures and words come to
    reasons           why two claims look alike, in words
    similarity        `lay(one, other)`: how likely each two claims are about the same fact
    topics            whether two articles tell of one thing at all
    posts, ranking    earlier claims that a text repeats, in order

    families, counted, amounts, scales, clauses, quantities    figures, and what they count
    occasions, periods, clocks, timing                         dates and times, and of what they are
    aligning, phrasing                                         which goes with which; why, in words
    comparing         figures and dates of two reports: same, compatible, changed, discrepancy

    tokens, denials, slots, matters           a claim's words, clauses, negation, modality
    opposites, polarity, scopes, actors,
    agents, places                            what two claims cannot both be right about
    disagreements, disagreeing                one of those with its reason; the first that holds
    relating          `relate(a, b)`: the one relation of two reports

    folding, mastheads, persons, bodies       spellings of names; outlets, people, bodies
    origins           who a name means, and which names mean one
    introductions, credits, citations         who cites whom in an article, and how it says so
    independence      how many independent origins a fact has, and why

    wordings, copies  two wordings word by word; passages that go back to one text
    passages, quoted  whole quotations of an article; one quotation in several
    drift             `align(a, b)`: what happened to the words of a quotation on the way

Public are `analysis.analyse`, `similarity.lay`, `ranking.rank`, `relating.relate`,
`citations.read`, `independence.independent`, `copies.compare`, `quoted.pairs` and `drift.align`,
the dataclasses they take and return, and the band thresholds of `checkworthiness`; the rest is
public to this package and its tests. Imports go up either list only, and from the second to the
first: `spans` imports nothing.

Offsets everywhere are Python string indices (code points) into the article's text exactly as it
was given: `text[start:end]` is the quote, always. Every function takes any `str`, lone surrogates
and NULs included, raises nothing on it, and takes time in proportion to its length.
"""
