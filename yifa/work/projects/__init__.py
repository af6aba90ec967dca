"""Science-programme projects (科技计划项目): from needs and guide to application, review, task book, acceptance and file.

科学技术进步法 §§69, 101, 104; 促进科技成果转化法 §11; the bureau's own measures. Projects that the nation or the province
approved are mirrored, and never counted with the bureau's own. Deliberately not here: money that is allotted and paid
(``funds``), the draw of experts and their sheets (``draws``, ``experts``), and any judgement of what resembles what: the
evidence is shown, people say what it means.
"""
