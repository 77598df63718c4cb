"""Words that make a cue one of reporting: the definition of a statement in the narrow sense for the measures."""

REPORTING = frozenset(
    """
        according accuse accused accuses accusing acknowledge acknowledged acknowledges acknowledging add added
        adding adds admit admits admitted admitting advise advised advises agree agreed agrees allege alleged
        alleges alleging announce announced announces announcing answer answered answers argue argued argues
        arguing ask asked asking asks assert asserted asserting asserts attack attacked blame blamed blames
        blaming blast blasted call called calling calls caution cautioned cautions cite cited cites citing claim
        claimed claiming claims comment commented commenting comments complain complained complains conclude
        concluded concludes concluding condemn condemned condemns confirm confirmed confirming confirms contend
        contended contends continue continued continues continuing criticize criticized criticizes criticizing
        declare declared declares declaring decline declined declines demand demanded demanding demands denied
        denies denounce denounced denounces deny denying describe described describes describing disclose
        disclosed dismiss dismissed dismisses emphasize emphasized emphasizes explain explained explaining
        explains express expressed expresses inform informed insist insisted insisting insists joke joked jokes
        maintain maintained maintains mention mentioned mentions mock mocked note noted notes noting pledge
        pledged pledges point pointed praise praised praises praising predict predicted predicts promise
        promised promises promising propose proposed proposes question questioned questions quote quoted quotes
        quoting recall recalled recalls recommend recommended recommends refuse refused refuses reiterate
        reiterated reject rejected rejecting rejects remark remarked remarks replied replies reply replying
        report reported reporting reports respond responded responding responds reveal revealed reveals said say
        saying says shout shouted slam slammed speak speaking speaks spoke spoken state stated statement
        statements states stating stress stressed stresses suggest suggested suggesting suggests talk talked
        talking talks tell telling tells testified testifies testify threaten threatened threatens told tout
        touted touts tweet tweeted tweeting tweets urge urged urges urging vow vowed vows warn warned warning
        warns write writes writing written wrote yell yelled
    """.split()
)
