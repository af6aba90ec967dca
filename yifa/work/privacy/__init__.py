"""Personal data that has to go: what is due, who checks the list, and one act after which nothing of it is left.

个人信息保护法 第四十七条: personal data is erased when its purpose is fulfilled or its retention has ended, when consent is
withdrawn, when it was processed unlawfully. A person may ask for it (第五十条: a refusal gives its reasons); where a law still
wants it kept, nothing but storing and guarding it goes on.

The procedure is ``procedures/personal-data-erasure.yaml``; what a place is and how it is emptied is below, in
``yifa.cases.log.forgetting``, because it looks through every table. The field deliberately does not erase officers and log-ins,
nor what was handed to the archives (档案法): a file that the archives hold is theirs.
"""
