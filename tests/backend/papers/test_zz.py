import pytest, time
from tests.backend.papers import make
from backend.papers.selectors import file_of
from backend.papers.seal.verifying import verify_pdf
from backend.papers.seal import verifying
pytestmark=pytest.mark.django_db
def test_x():
    pdf=file_of(make.sealed("inspection-notice"),"public")
    print(verify_pdf(pdf)); assert verify_pdf(pdf).ok
    gap=pdf.index(b"/Contents <")+11
    end=pdf.index(b">",gap); n=int(pdf[gap+4:gap+8],16)*2+8
    t=time.time(); bad=[]
    for at in list(range(gap-1,gap+n+4)):
        for bit in (1,):
            q=pdf[:at]+bytes([pdf[at]^bit])+pdf[at+1:]
            if verify_pdf(q).ok: bad.append((at-gap,pdf[at:at+1]))
    print("checked",n,time.time()-t,"unseen",bad)
    assert not bad
