"""Rules between objects, where what they stand on is made in the same run: they are broken in the plan, not after the order."""

import importlib

import pytest

import siblings


def cases_of(cloud):
    return [*siblings.everywhere(cloud), *importlib.import_module(f"siblings_{cloud.name}").cases(cloud)]


def test_every_rule_has_a_case(cloud, new_repository):
    listed = new_repository().run("limits", "--cloud", cloud.name, "--json").json()["limits"]
    rules = {row["id"] for row in listed if row["form"] == "quota"}
    have = {case.rule for case in cases_of(cloud)}
    elsewhere = {f"{cloud.name}.{rule}" for rule in siblings.ELSEWHERE}
    assert rules - have - elsewhere == set()
    assert elsewhere & have == set()


@pytest.mark.parametrize("number", range(siblings.SHARES))
def test_in_terraforms_plan(cloud, new_workspace, number):
    wrong = []
    for case in cases_of(cloud)[number::siblings.SHARES]:
        for objects, expected in ((case.right, 2), (case.broken(), 1)):
            ws = new_workspace(cloud.environment())
            ws.write("")
            ws.write(siblings.hcl_of(objects), "objects.tf.json", header=False)
            result = ws.plan()
            if expected == 1 and case.unknown_to_terraform:
                expected = 2
            if result.code != expected or (expected == 1 and not result.find(case.says, severity="error")):
                wrong.append(f"{case.rule}: expected {expected}: {result}")
            ws.close()
    assert not wrong, "\n\n".join(wrong)
    assert not cloud.changes()


@pytest.mark.parametrize("number", range(siblings.SHARES))
def test_by_the_command_line(cloud, new_repository, number):
    """`validate` knows without a cloud what can be known so."""
    wrong = []
    for case in cases_of(cloud)[number::siblings.SHARES]:
        for objects, is_right in ((case.right, True), (case.broken(), False)):
            repository = new_repository(cloud.environment())
            repository.write(siblings.yaml_of(objects))
            cloud.reset_calls()
            for command, code in (("validate", 0), ("plan", 2)):
                if command == "plan":
                    assert cloud.calls() == {}
                result = repository.run(command, expect=None)
                refused = not is_right and (command == "plan" or case.offline)
                good = case.says.lower() in " ".join(str(result).lower().split()) if refused else True
                if (result.code in (0, 2)) == refused or (not refused and result.code != code) or not good:
                    wrong.append(f"{case.rule}: {command} of what is {'right' if is_right else 'wrong'}: {result}")
            assert not cloud.changes()
            repository.close()
    assert not wrong, "\n\n".join(wrong)


def test_a_destroy_has_a_way_out(cloud, new_workspace):
    """Of a configuration that breaks a rule, what is there can still be taken away: at once, or as the refusal says."""
    case = next(siblings.everywhere(cloud))
    case.right["connection"]["port"]["on_destroy"] = "delete"
    ws = new_workspace(cloud.environment())
    ws.write("")
    ws.write(siblings.hcl_of(case.right), "objects.tf.json", header=False)
    ws.apply()
    (it,) = cloud.interface_ids()
    ws.write(siblings.hcl_of(case.broken()), "objects.tf.json", header=False)
    destroyed = ws.run("plan", "-destroy", "-json", "-out=go.tfplan")
    if destroyed.code != 0:
        assert destroyed.find(case.says, "terraform destroy -refresh=false", severity="error"), str(destroyed)
        destroyed = ws.run("plan", "-destroy", "-refresh=false", "-json", "-out=go.tfplan")
    assert destroyed.code == 0 and destroyed.changes["interconnect_virtual_interface.vif_1"] == "delete", str(destroyed)
    assert cloud.interface_ids() == [it]


MOST = 12  # objects that are made for a case of what is there already


def there_case(cloud, number, door):
    """One of those of few objects, of what is there and what comes to it; each with a world of its own."""
    few = [case for case in cases_of(cloud) if sum(len(named) for named in case.right.values()) <= MOST and not case.of_group
           and (door == "command line" or not (case.twin or case.either))]
    if number >= len(few):
        pytest.skip("there are not so many")
    return few[number]


def under_names(case, first):
    """What is wrong, under names that are before or behind all others."""
    def named(kind, name):
        return name if name in case.right.get(kind, {}) else f"{first}_{name}"

    return {kind: {named(kind, name): fields for name, fields in of.items()} for kind, of in case.wrong.items()}


def merged(right, more):
    return {kind: right.get(kind, {}) | more.get(kind, {}) for kind in {*right, *more}}


@pytest.mark.parametrize("number", range(12))
@pytest.mark.parametrize("first", ("a", "zz"))
@pytest.mark.parametrize("refresh", (True, False), ids=("refreshed", "as-the-state-says"))
def test_in_terraforms_plan_it_is_refused_at_what_is_new(cloud, ws, number, first, refresh):
    """Whatever of what stays Terraform plans after it."""
    case = there_case(cloud, number, "terraform")
    ws.write("")
    ws.write(siblings.hcl_of(case.right), "objects.tf.json", header=False)
    ws.apply()
    more = under_names(case, first)
    ws.write(siblings.hcl_of(merged(case.right, more)), "objects.tf.json", header=False)
    moves = any(name in case.right.get(kind, {}) for kind, of in more.items() for name in of)
    result = ws.plan(*(() if refresh else ("-refresh=false",)), expect=None if moves and not refresh else 1)
    if result.code == 2:
        pytest.skip("what changes in place, and was not looked at, may come to a place that is left in the same run: the apply asks")
    at = {one.address for one in result.diagnostics if one.severity == "error"}
    # What changes in place and was not read does not judge itself: whichever of the two is planned last has the error then.
    judges = merged(case.right, more) if moves and not refresh else more
    assert at and at <= {f"interconnect_{kind}.{name}" for kind, of in judges.items() for name in of}, f"{case.rule}: {result}"


@pytest.mark.parametrize("number", range(12))
@pytest.mark.parametrize("first", ("a", "zz"))
def test_by_the_command_line_it_is_refused_at_what_is_new(cloud, new_repository, number, first):
    case = there_case(cloud, number, "command line")
    repository = new_repository(cloud.environment())
    repository.write(siblings.yaml_of(case.right))
    repository.apply()
    more = under_names(case, first)
    repository.write(siblings.yaml_of(merged(case.right, more)))
    plan = repository.plan(expect=1)
    at = {one["address"] for one in plan["diagnostics"] if one["severity"] == "error"}
    assert at and at <= {f"{kind}.{name}" for kind, of in more.items() for name in of}, f"{case.rule}: {plan['diagnostics']}"
