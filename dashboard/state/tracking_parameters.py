"""Query parameters that mail programs, advertisers and social networks add to links; the atlas ignores them."""

import re
from typing import Final

_TRACKING: Final = re.compile(
    r"""
    (utm | mtm | pk | piwik | hsa | mc | oly | at | ga | stm | trk | vero | wt | cm | ns | itm | _x_tr | gaa) _ .* |
    _{1,2}hs.* | elq.* | __s | __twitter_impression | _branch_match_id | _bta_c | _bta_tid | _ga | _gl | _ke | _kx |
    _openstat | adid | amp | bxid | campaignid | ck_subscriber_id | click_id | clickid | cmpid | cvid | dclid | dm_i
    | ef_id | epik | fb_action_ids | fb_action_types | fb_ref | fb_source | fbclid | feature | gad_campaignid |
    gad_source | gbraid | gclid | gclsrc | guccounter | guce_referrer | guce_referrer_sig | hsctatracking | igsh |
    igshid | irclickid | irgwc | isappinstalled | li_fat_id | mibextid | mkcid | mkevt | mkrid | mkt_tok | msclkid |
    ncid | nr_email_referer | nsukey | obclid | rb_clickid | rcm | rdt_cid | redirect_log_mongo_id |
    redirect_mongo_id | ref | ref_src | ref_url | referrer | s_cid | s_kwcid | sccid | scid | sfnsn | share | shared
    | si | source | spm | srsltid | syclid | tblci | trk | trkcampaign | ttclid | twclid | wbraid | wickedid | xmt |
    yclid | ymclid | ysclid | zanpid
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_tracking(parameter: str) -> bool:
    """Whether other programs add this query parameter to links; letter case does not count."""
    return _TRACKING.fullmatch(parameter) is not None
