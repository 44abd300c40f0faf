"""One more import-linter contract: what a capability may import of another."""

from importlinter import Contract, ContractCheck, fields, output


class CapabilityPrivacy(Contract):
    """Let capability A import capability B only through B's public rooms."""

    type_name = "capability_privacy"

    root = fields.StringField()
    public_rooms = fields.ListField(subfield=fields.StringField())
    open_packages = fields.ListField(subfield=fields.StringField())
    composition_roots = fields.ListField(subfield=fields.StringField())

    def check(self, graph, verbose):  # noqa: ANN001, ANN201, ARG002 - import-linter's signature
        """List every import that reaches into another capability's private room."""
        packages = sorted(graph.find_children(self.root))
        offences = []
        for package in packages:
            if package in self.composition_roots:
                continue
            for importer in sorted({package} | graph.find_descendants(package)):
                for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                    owner = self._owner(imported, packages)
                    if owner in (None, package) or owner in self.open_packages:
                        continue
                    if not self._is_public(imported.removeprefix(f"{owner}.")):
                        offences.append((importer, imported))
        return ContractCheck(kept=not offences, metadata={"offences": offences})

    def render_broken_contract(self, check):  # noqa: ANN001, ANN201 - import-linter's signature
        """Print one line an offence."""
        for importer, imported in check.metadata["offences"]:
            output.print_error(f"{importer} must not import {imported}", bold=False)

    @staticmethod
    def _owner(module, packages):  # noqa: ANN001, ANN205
        return next((p for p in packages if module == p or module.startswith(f"{p}.")), None)

    def _is_public(self, room):  # noqa: ANN001, ANN202
        return any(room == public or room.startswith(f"{public}.") for public in self.public_rooms)
