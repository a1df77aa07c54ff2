//! What the platform's labels mean, in words that a secretary reads.

use xianfeng_domain::moderation::{Ground, Subject};

/// What the platform said, or why it said nothing.
pub(super) fn label(label: Option<&str>) -> Option<&'static str> {
    let label = label?;
    if let Some(ground) = Ground::from_code(label) {
        return Some(match ground {
            Ground::Unavailable => "微信多次没有给出结果，请人工审核",
            Ground::AuthorAway => "作者一天内没有再打开小程序，微信无法检测，请人工审核",
            Ground::AuthorUnknown => "作者没有微信账号，微信无法检测，请人工审核",
            Ground::Unwilling => "微信不检测这一条，请人工审核",
            Ground::NotFetched => "微信没有取到图片，请人工审核",
            Ground::NoAnswer => "微信没有返回图片检测结果，请人工审核",
        });
    }
    Some(match label {
        "10001" => "微信提示：广告",
        "20001" => "微信提示：时政",
        "20002" => "微信提示：色情",
        "20003" => "微信提示：辱骂",
        "20006" => "微信提示：违法犯罪",
        "20008" => "微信提示：欺诈",
        "20012" => "微信提示：低俗",
        "20013" => "微信提示：版权",
        _ => "微信提示：需要人工审核",
    })
}

/// What it is, to the author.
pub(super) const fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Pledge => "承诺",
        Subject::PledgeProgress => "践诺记录",
        Subject::Content => "文章",
        Subject::Suggestion => "意见建议",
        Subject::SuggestionAnswer => "意见答复",
        Subject::ContactCard => "连心卡",
        Subject::Statement => "述职",
        Subject::ObjectionAnswer => "异议答复",
        Subject::Picture => "图片",
        Subject::Task => "任务",
        Subject::Meeting => "会议信息",
        Subject::Minutes => "会议记录",
        Subject::Post => "岗位",
        Subject::Grid => "网格信息",
        Subject::Organization => "组织名称",
        Subject::Reward => "兑换品",
        Subject::Shop => "代办点信息",
        Subject::RuleBook => "积分规则",
        Subject::Edition => "公示说明",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ground_and_label_has_words() {
        assert_eq!(label(None), None);
        for ground in Ground::ALL {
            assert!(label(Some(ground.code())).is_some_and(|words| words.ends_with("请人工审核")));
        }
        assert_eq!(label(Some("20006")), Some("微信提示：违法犯罪"));
        assert_eq!(label(Some("31415")), Some("微信提示：需要人工审核"));
    }
}
