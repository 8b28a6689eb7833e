"""Members read the templates that exports may name."""

from productions.roll_templates.services import change_template, copy_template
from productions.rollkit.template.shipped_templates import FILM_ROLL, SHIPPED_TEMPLATES


def test_members_read_the_templates_that_an_export_may_name(client, production, staff, tool, now):
    first = copy_template(FILM_ROLL, to=production, name="Ours", by=None, now=now)
    newest = change_template(first, data={**first.data, "running_ms": 90000}, by=None, now=now)
    address = f"productions/{production.uid}/templates/"

    found = tool("viewer").get(address).json()
    assert found[0] == {
        "name": "Ours", "version": 2, "shipped": False, "made_at": "2026-05-01T12:00:00Z", "template": newest.data,
    }  # fmt: skip
    assert found[1:] == [
        {
            "name": name,
            "version": template.version,
            "shipped": True,
            "made_at": None,
            "template": template.to_dict(),
        }
        for name, template in SHIPPED_TEMPLATES.items()
    ]
    assert client.get(f"/api/v1/{address}").status_code == 401
    outsider = staff("none", "outsider")
    tool(user=outsider).get(address, status=404)
