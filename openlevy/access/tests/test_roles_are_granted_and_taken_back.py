import pytest
from django.db import IntegrityError

from openlevy.access import services
from openlevy.access.models import RoleGrant
from openlevy.access.tests.granted import roles_of
from openlevy.kernel.flow import Role


def test_by_scope_and_again_changes_nothing(wang: int) -> None:
    for _ in range(2):
        services.grant(wang, Role.TAX, scope="11101")
    services.grant(wang, Role.AGENCY, scope="11101")
    services.grant(wang, Role.TAX)
    assert roles_of(wang) == {"11101": Role.TAX | Role.AGENCY, "": Role.TAX}


def test_a_loss_works_at_once(wang: int) -> None:
    services.grant(wang, Role.TAX, scope="11101")
    for _ in range(2):
        services.revoke(wang, Role.TAX, scope="11101")
    assert roles_of(wang) == {}


@pytest.mark.parametrize("role", [Role.TAX | Role.AGENCY, Role(0)])
def test_one_at_a_time(wang: int, role: Role) -> None:
    with pytest.raises(ValueError, match="one role"):
        services.grant(wang, role)


def test_the_database_knows_the_roles(wang: int) -> None:
    with pytest.raises(IntegrityError):
        RoleGrant.objects.create(user_id=wang, role="KING")
