"""A State assesses itself again and shares it, so that a plan has results."""

from tests.planning.scene import Scene
from tutela.needs.store.operations.answers import save_answer
from tutela.needs.store.operations.assessments import open_assessment
from tutela.needs.store.operations.disclosing import choose_audiences, publish
from tutela.storage.wall import acting_for


def assessed(scene: Scene, level: str) -> None:
    """Let Marevia share its level of one question in a new assessment."""
    focal, today = scene.viewer("focal-point"), scene.clock.now().date()
    with acting_for(focal.organisation):
        key = open_assessment(viewer=focal, title="Again", opens=today, closes=today,
                              clock=scene.clock).pk
        save_answer(viewer=focal, assessment=key, indicator="D02", choice=level, note="",
                    version=0, clock=scene.clock)
        choose_audiences(viewer=focal, assessment=key, audiences={"D02": "programme"},
                         clock=scene.clock)
        publish(viewer=focal, assessment=key, clock=scene.clock)
