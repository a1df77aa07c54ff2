//! **The** table of kinds of messages. A row reads: variant, code, then the words in Chinese and in
//! English; `{name}` stands for a parameter.

use crate::http::problem::Language;

macro_rules! kinds {
    ($($variant:ident $code:literal $zh:literal / $en:literal;)*) => {
        /// A kind of message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind {
            $(#[doc = concat!("`", $code, "`: ", $en)] $variant,)*
        }

        impl Kind {
            /// Every kind, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code, `noun.what`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The words with their placeholders.
            pub const fn words(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::Chinese) => $zh, (Self::$variant, Language::English) => $en,)*
                }
            }
        }
    };
}

kinds! {
    ClaimApproved "claim.approved"
        "“{task}”已通过审核，记 {points} 分。" / "“{task}” was approved: {points} points.";
    ClosingCorrected "closing.corrected"
        "{period} 的公示结果有更正，请查看新的一版：{reason}。" / "Your result of {period} was corrected, see the next edition: {reason}.";

    HelpCasesProposed "help_case.proposed"
        "有 {count} 份帮教建议等您决定，请打开查看。" / "{count} proposed help cases wait for a decision: open them.";
    HelpCaseOpened "help_case.opened"
        "支部想和您谈一谈近期的积分情况，请与书记联系。" / "The branch would like to talk with you about your points: please call the secretary.";
    HelpCaseLetter "help_case.letter"
        "支部给您写了一封信，请打开看看，也可以写下您的想法。" / "The branch has written you a letter: read it, and write what you think.";
    HelpCaseTalk "help_case.talk"
        "{day}的谈话已经记下，您可以查看，也可以补充您的想法。" / "The talk of {day} is on record: read it, and add what you think.";
    HelpCaseHelperNamed "help_case.helper_named"
        "{helper}同志与您结对，有难处可以随时找他（她）。" / "{helper} is at your side now: ask them whenever something is difficult.";
    HelpCaseHelp "help_case.help"
        "支部请您与{member}同志结对，请多走动、多谈心。" / "The branch asks you to help {member}: visit them and talk with them.";
    HelpCaseHelpEnded "help_case.help_ended"
        "您与{member}同志的结对已经结束，辛苦了。" / "Your help for {member} has ended: thank you.";
    HelpCaseAnswerRecorded "help_case.answer_recorded"
        "支部已代您记下您的答复，请打开核对，有出入请告诉书记。" / "The branch has written down your answer: read it, and tell the secretary if it is not what you said.";
    HelpCaseAnswered "help_case.answered"
        "{member}同志写下了自己的想法，请打开查看。" / "{member} has answered: read it.";
    HelpCaseNote "help_case.note"
        "结对帮助有了新的记录，您可以打开查看。" / "There is a new note on how things go: open it.";
    HelpCasePassed "help_case.passed"
        "支部看到了您的进步，谢谢您的努力。" / "The branch has seen how you improved: thank you.";
    HelpCaseNotYet "help_case.not_yet"
        "支部了解了近期情况，还差一点，请与书记聊聊接下来怎么做。" / "The branch has looked again: a little is missing yet, talk with the secretary about what comes next.";
    HelpCaseExtended "help_case.extended"
        "期限改到{deadline}，不用着急，有难处请找支部。" / "There is time until {deadline} now: ask the branch if something is difficult.";
    HelpCaseTransferred "help_case.transferred"
        "从{day}起，您到{branch}参加组织生活，{helper}同志会帮助您。" / "From {day} on you belong to {branch}, where {helper} will help you.";
    HelpCaseReturned "help_case.returned"
        "从{day}起，您回到{branch}，欢迎回来。" / "From {day} on you are back in {branch}: welcome home.";
    HelpCaseTurnedRound "help_case.turned_round"
        "这次结对帮助圆满结束，谢谢您的努力。" / "This help has come to a good end: thank you for your effort.";
    HelpCaseEnded "help_case.ended"
        "这次结对帮助已经结束，有疑问请与书记联系。" / "This help has ended: ask the secretary if anything is unclear.";
    HelpCaseHandedOn "help_case.handed_on"
        "您的情况已报上级党组织研究，请与书记联系了解。" / "Your case has been handed on to the committee above: ask the secretary about it.";
    HelpCaseDeadline "help_case.deadline"
        "{member}同志的期限是{deadline}，请近日走访谈心。" / "The deadline of {member} is {deadline}: visit and talk with them these days.";
}
