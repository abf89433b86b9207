# The secret half are the bytes 1 to 32, see KeySourcesTests.
metadata
    name = "gateway"
curve
    public-key = "2CVWV6D&QXW]Ii55A)@qco1MAyn+7#3/w+9Xnrjk"
