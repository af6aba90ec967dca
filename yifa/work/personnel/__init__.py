"""Posts over time and the people in them (人事管理): interests and kin, rotation, handing over, going abroad, personnel files.

公务员法 §71 rotation within the bureau, §74 kin kept apart in posts, §76 keeping out of matters, §91 handing over before leaving.
What is declared once here bars everywhere: in every matter of that party or about that person, and when posts are given. A post
is handed over only with a list that both sides signed. Deliberately not here: attendance, pay, appraisal, and anything that
ranks or times a person; time in post is read from the posts themselves and measures the post, not who holds it.
"""
