"""Each shape with the command line: apply, nothing to do, a change, taken into an empty state, destroyed."""

import pytest

from shape import changing_calls, counted, live
from shapes import KEY

ALL = ("-f", ".")


class Life:
    def __init__(self, shape, world, new_repository):
        self.shape, self.world, self.new_repository = shape, world, new_repository
        self.ids = shape.seed(world)
        self.before = live(world)
        self.files = shape.yaml()
        self.repository = self.another()

    def another(self):
        """A repository with an empty state."""
        repository = self.new_repository()
        repository.environment |= self.ids
        repository.write(KEY, name="key")
        self.write(repository)
        return repository

    def write(self, repository):
        for name, text in self.files.items():
            repository.write(text, name=name)

    def apply(self):
        self.repository.run("validate", *ALL)
        self.repository.apply(*ALL)

    def edit(self, repository, *edits):
        for old, new in edits:
            assert any(old in text for text in self.files.values()), old
            self.files = {name: text.replace(old, new) for name, text in self.files.items()}
        self.write(repository)

    def rest(self):
        """What is there in the end."""
        return {(name, id_) for name, id_ in self.before if id_ not in [self.ids[one] for one in self.shape.ends]}

    def made(self):
        return counted(live(self.world) - self.before)


@pytest.fixture
def life(shape, world, new_repository):
    return Life(shape, world, new_repository)


def nothing_to_do(repository):
    plan = repository.plan(*ALL, expect=0)
    assert plan["steps"] == [], plan


def steps_of(plan):
    return {step["address"]: step["action"] for step in plan["steps"]}


def all_of(plan):
    """Options that acknowledge everything that a plan does."""
    return [word for step in plan["steps"] for word in ("--allow", step["address"]) if step["action"] != "create"]


def test_a_repository_lives(life):
    repository, change = life.repository, life.shape.change
    life.apply()
    nothing_to_do(repository)
    repository.run("drift", *ALL)
    assert life.made() == life.shape.made

    life.edit(repository, *change.edits)
    plan = repository.plan(*ALL, expect=3 if change.allow else 2)
    assert steps_of(plan) == change.steps, plan
    repository.apply(*ALL, *[word for address in change.allow for word in ("--allow", address)])
    nothing_to_do(repository)

    there = live(life.world)
    other = life.another()
    other.run("import", "--all", *ALL, "--write", "found.yaml")  # what others manage, such as a gateway's prefixes
    if life.shape.after_import:
        assert steps_of(other.plan(*ALL, expect=2)) == life.shape.after_import
        life.world.reset_calls()
        other.apply(*ALL)
        assert not changing_calls(life.world)
    nothing_to_do(other)
    other.run("drift", *ALL)
    assert live(life.world) == there

    life.edit(other, ("&life {}", "&life {on_destroy: delete}"))
    other.apply(*ALL)
    nothing_to_do(other)
    plan = other.plan("--destroy", *ALL, expect=None)
    groups = [word for group in life.shape.may_go_down for word in ("--allow-disruption", life.ids.get(group, group))]
    other.run("destroy", "--yes", *ALL, *all_of(plan), *groups)
    assert live(life.world) == life.rest()
