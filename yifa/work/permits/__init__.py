"""Permits (许可): foreigners' work as the national system decided it, and licences of laboratory animals of the bureau's own.

Law: 行政许可法 §8, §50, §61, §69–70; 出境入境管理法 §41–43; 外国人来华工作许可服务指南（暂行）; 实验动物管理条例,
实验动物许可证管理办法（试行）. A foreigner's permit is a *mirror*: applications live in the national system, what it decided
is entered or comes in from its export; the checks that follow are the bureau's own, and off site. How a licence is applied for,
examined, heard and decided is the institution ``licensing``; how it is renewed, withdrawn, revoked and cancelled stands here.

Deliberately not here: a second application beside the national system, visits to employers (``yifa.work.inspections``),
punishing illegal employment (the police's: 出境入境管理法 §80), residence permits.
"""
