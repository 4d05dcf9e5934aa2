"""The operations of AWS's newest model, each with the members of its request and of its answer."""

import botocore.session

PACKAGE = "botocore"


def read():
    model = botocore.session.get_session().get_service_model("directconnect")
    for name in model.operation_names:
        operation = model.operation_model(name)
        yield name, [members_of_shape(shape, set()) for shape in (operation.input_shape, operation.output_shape) if shape]


def members_of_shape(shape, seen):
    if shape.type_name == "list":
        return members_of_shape(shape.member, seen)
    if shape.type_name != "structure" or shape.name in seen:
        return []
    seen.add(shape.name)
    found = [(shape.name, name) for name in shape.members]
    return found + [one for member in shape.members.values() for one in members_of_shape(member, seen)]
