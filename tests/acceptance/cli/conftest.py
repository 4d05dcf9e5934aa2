import pytest


@pytest.fixture
def new_repository():
    """Makes repositories that end with the test."""
    import interconnect

    if reason := interconnect.why_not():
        pytest.skip(reason)
    made = []

    def make(environment=None):
        made.append(interconnect.Repository(environment))
        return made[-1]

    yield make
    for repository in made:
        repository.close()
