"""Government-service items and applications (政务服务事项、办件), and the registration of technical contracts (技术合同认定登记).

The catalogue is versioned; each item has a statutory limit and may promise a shorter one, which must be published and kept
(优化营商环境条例 §§35–37). What is missing is told once. Deliberately not here: fees, and ratings of persons.
"""
