using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Power;

/// <summary>Findings in force on the use of electricity, and the answers that they are.</summary>
static class PowerFound
{
    /// <summary>The devices of a pair, whose data are behind what is found on it.</summary>
    public static ValueList<FactorCode> BehindOf(DeviceRelation relation) =>
        [relation.Treatment.Factor, relation.Production.Factor];

    /// <summary>
    /// In force by a rule on windows that meet this one, of the pages of its day and of the next: in order of time.
    /// </summary>
    public static IEnumerable<Finding> InForce(EnterpriseState state, string rule, BeijingTime start, BeijingTime end)
    {
        BeijingTime day = start.StartOfDay;
        return PageOf(state, day).Concat(PageOf(state, day.AddSeconds(BeijingTime.SecondsPerDay)))
            .Where(finding => finding.Rule == rule && finding.WindowStart < end && finding.WindowEnd > start)
            .OrderBy(finding => finding.WindowStart);
    }

    public static RuleAnswer Answer(
        EnterpriseState state, Finding finding, ValueList<FactorCode> behind, Policy policy) => new()
        {
            Rule = finding.Rule,
            Factor = finding.Factor,
            Subject = finding.Subject,
            Behind = behind,
            WindowStart = finding.WindowStart,
            WindowEnd = finding.WindowEnd,
            Ground = AnswerGround.Found,
            Why = finding.Reason,
            Clause = finding.Clause,
            PolicyVersion = finding.PolicyVersion,
            Figures = [.. LeadTally.Known(("figure", finding.Value), ("compared with", finding.Limit)), .. finding.Figures],
            ProvisionalUntil = ProvisionalUntil(state, finding, policy),
        };

    /// <summary>
    /// The marking deadline of the day whose page holds the finding, which makes it final; not set of one that is.
    /// </summary>
    public static BeijingTime ProvisionalUntil(EnterpriseState state, Finding finding, Policy policy)
    {
        if (finding.Standing == FindingStanding.Final)
            return default;
        BeijingTime day = finding.WindowStart.StartOfDay, next = day.AddSeconds(BeijingTime.SecondsPerDay);
        return MarkDeadline.Of(PageOf(state, next).Any(held => held.Id == finding.Id) ? next : day, policy.Marks);
    }

    /// <summary>
    /// The marking deadline of a day that is not settled, on which nothing is found; not set of one that is, and where
    /// data of the day change nothing.
    /// </summary>
    /// <param name="ground">Why nothing is found.</param>
    public static BeijingTime ProvisionalUntil(
        EnterpriseState state, BeijingTime day, AnswerGround ground, Policy policy)
    {
        bool isSettled = state.Pages.Find(PageId.Day(day)) is EnterpriseDay page
            ? page.IsSettled
            : MarkDeadline.HasPassed(day, state.Today, policy.Marks);
        return isSettled || ground is AnswerGround.NotConcerned or AnswerGround.OutOfReach
            ? default
            : MarkDeadline.Of(day, policy.Marks);
    }

    /// <summary>
    /// What is over by the policy and the registration asked under, while nothing is in force: they judge the day that runs.
    /// </summary>
    public static (AnswerGround Ground, string Why, string WouldDiffer) NotJudgedAgain(string over, Policy policy) => (
        AnswerGround.NotValid, $"{over}; the day was judged before policy {policy.Version} or what is registered now, and found nothing",
        "data of the day, which have it judged again");

    /// <summary>Whether the day is not over for the enterprise: what comes may change what is said of it.</summary>
    public static bool IsOpen(EnterpriseState state, BeijingTime day) => !state.Today.IsSet || day.StartOfDay >= state.Today;

    static IEnumerable<Finding> PageOf(EnterpriseState state, BeijingTime day) =>
        (state.Pages.Find(PageId.Day(day)) as EnterpriseDay)?.Own.InForce ?? [];
}
