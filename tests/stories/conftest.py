"""Who looks at stories, and the stories they look at."""

import pytest

from tests.stories.world import World, make_world


@pytest.fixture
def world() -> World:
    return make_world()
