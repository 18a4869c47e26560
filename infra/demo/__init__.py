"""Both acts lived once in one synthetic district, through the public interfaces only (演示).

All names, codes and photos here are synthetic (合成数据).  Nothing of the application is
imported: what is done is done over HTTP, by the command line, or by an operator's command.
"""
