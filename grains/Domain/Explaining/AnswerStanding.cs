using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Explaining;

/// <summary>
/// How answers stand when they are asked for. The clock of a twin that nothing was told of stays behind: then the window
/// asked about may be over, or its deadline past, and the twin does not know.
/// </summary>
public static class AnswerStanding
{
    /// <summary>
    /// The answer as of a time: provisional no longer than anything can change it, and while its window runs; where the
    /// window has not begun, it is open whatever the rule says of the state. What is found stands as its finding does, which
    /// a tick makes final, some minutes after the deadline.
    /// </summary>
    /// <param name="now">Not set where the twin's own clock alone counts: then the answer stays as it is.</param>
    public static RuleAnswer AsAskedAt(this RuleAnswer answer, BeijingTime now)
    {
        if (!now.IsSet)
            return answer;
        bool isFound = answer.Ground == AnswerGround.Found;
        RuleAnswer standing = answer with
        {
            ProvisionalUntil = isFound || answer.ProvisionalUntil > now ? answer.ProvisionalUntil
                : answer.WindowEnd > now ? answer.WindowEnd
                : default,
        };
        return isFound || answer.WindowStart <= now || answer.Ground == AnswerGround.Open ? standing : standing with
        {
            Ground = AnswerGround.Open,
            Why = $"the window has not begun; {answer.Why}",
        };
    }
}
