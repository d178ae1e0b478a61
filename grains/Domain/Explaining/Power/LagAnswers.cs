using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static System.FormattableString;

namespace Qianliyan.Domain.Explaining.Power;

/// <summary>
/// Answers for treatment devices that are off while production is on (治污设施未同步开启), minute by minute of a day or an
/// hour.
/// </summary>
public sealed class LagAnswers : IRuleAnswers<EnterpriseState>
{
    public IReadOnlyList<string> Rules { get; } = [PowerFindings.LagRule];

    public void PagesFor(EnterpriseState state, RuleQuestion question, List<PageId> pages)
    {
        pages.Add(PageId.Day(question.Day.AddSeconds(-BeijingTime.SecondsPerDay)));
        pages.Add(PageId.Day(question.Day));
        pages.Add(PageId.Day(question.DayEnd));
    }

    public IEnumerable<RuleAnswer> Answer(EnterpriseState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        BeijingTime start = question.IsOfHour ? question.Time.StartOfHour : question.Day;
        BeijingTime end = question.IsOfHour ? start.AddSeconds(BeijingTime.SecondsPerHour) : question.DayEnd;
        DeviceRelation[] relations =
        [
            .. (state.Registration?.Relations ?? default).Where(relation => question.Asks(relation.Treatment.Factor)),
        ];
        if (relations.Length == 0 && question.Rule.Length > 0)
        {
            yield return Blank(question.Factor, start, end, policy) with
            {
                Ground = AnswerGround.NotConcerned,
                Why = "no relation of a production device to this treatment device is registered",
                WouldDiffer = "a registered relation of the devices",
            };
        }

        Finding[] inForce = [.. PowerFound.InForce(state, PowerFindings.LagRule, start, end)];
        foreach (DeviceRelation relation in relations)
        {
            Finding[] found = [.. inForce.Where(finding => finding.Subject == PowerFindings.SubjectOf(relation))];
            foreach (Finding finding in found)
                yield return PowerFound.Answer(state, finding, PowerFound.BehindOf(relation), policy);
            if (found.Length == 0)
                yield return NotFound(state, relation, start, end, policy);
        }
    }

    static RuleAnswer NotFound(
        EnterpriseState state, DeviceRelation relation, BeijingTime start, BeijingTime end, Policy policy)
    {
        ElectricityPolicy rules = policy.Electricity;
        int allowed = PowerJudgement.AllowedMinutes(relation, rules);
        BeijingTime day = start.StartOfDay, eve = day.AddSeconds(-BeijingTime.SecondsPerDay);
        var minutes = PairMinutes.Of(
            state.Pages.Find(PageId.Day(eve)) as EnterpriseDay, state.Pages.Find(PageId.Day(day)) as EnterpriseDay,
            relation, rules.HoldMinutes);
        int first = MinuteOf(start, eve), last = MinuteOf(end, eve);
        DayLag longest = Longest(minutes, first, last);
        var seen = Seen.Of(minutes, first, last);
        bool isOpen = minutes.KnownUntil < last && PowerFound.IsOpen(state, day);
        DayLag toBe = isOpen ? longest : Longest(minutes.AsItWillBe, first, last);
        int lasted = longest.Whole;
        (AnswerGround ground, string why, string differs) = lasted > allowed
            ? PowerFound.NotJudgedAgain(Lasted(relation, longest, allowed, eve), policy)
            : toBe.Whole > allowed ? ToBeFound(relation, longest, toBe, allowed, eve)
            : GroundOf(relation, seen, toBe, allowed, eve, isOpen);
        return Blank(relation.Treatment.Factor, start, end, policy) with
        {
            Subject = PowerFindings.SubjectOf(relation),
            Behind = PowerFound.BehindOf(relation),
            Ground = ground,
            Why = why,
            WouldDiffer = differs,
            ProvisionalUntil = PowerFound.ProvisionalUntil(state, day, ground, policy),
            Figures =
            [
                new("longest stretch", toBe.Whole, "min"),
                new("production on", seen.On, "min"),
                new("production on and treatment unknown", seen.Unknown, "min"),
                new(relation.AllowedMinutes is null ? "electricity.lag.allowedMinutes" : "allowed by the relation", allowed, "min"),
                new("electricity.onAbove", rules.OnAbove),
                new("electricity.holdMinutes", rules.HoldMinutes, "min"),
            ],
        };
    }

    /// <summary>The longest stretch that reaches into some minutes; one of none where there is none.</summary>
    static DayLag Longest(PairMinutes minutes, int first, int last) => minutes.Lags(longerThan: 0)
        .Where(lag => lag.First < last && lag.First + lag.Minutes > first)
        .OrderByDescending(lag => lag.Whole).FirstOrDefault();

    /// <summary>The day is over, and its last readings stand as long as readings do unless another one comes.</summary>
    static (AnswerGround, string, string) ToBeFound(
        DeviceRelation relation, DayLag known, DayLag toBe, int allowed, BeijingTime eve) => (
        AnswerGround.Open,
        Invariant($"{relation.Treatment} off for {toBe.Words(eve)} while {relation.Production} is on, where no reading follows, ")
        + Invariant($"and {known.Whole} as far as is known; {allowed} allowed: found when the day is settled"),
        "a later reading of the day that ends it");

    static (AnswerGround, string, string) GroundOf(
        DeviceRelation relation, Seen seen, DayLag longest, int allowed, BeijingTime eve, bool isOpen)
    {
        int lasted = longest.Whole;
        string off = Invariant($"{relation.Treatment} off for more than {allowed} minutes in a row while {relation.Production} is on");
        string soFar = isOpen ? " so far" : "";
        if (seen.Production == 0 || seen.Treatment == 0)
        {
            DeviceId missing = seen.Production == 0 ? relation.Production : relation.Treatment;
            return (isOpen ? AnswerGround.Open : AnswerGround.NoData, $"nothing is known of {missing}{soFar}", off);
        }

        if (lasted > 0)
        {
            int more = allowed + 1 - lasted;
            return (isOpen && !longest.IsOver ? AnswerGround.Open : AnswerGround.BelowThreshold,
                $"{Lasted(relation, longest, allowed, eve)}{soFar}; no stretch is longer",
                Invariant($"{more} more {(more == 1 ? "minute" : "minutes")} in a row"));
        }

        if (isOpen)
            return (AnswerGround.Open, $"{relation.Treatment} has never been off beside {relation.Production} so far", off);
        if (seen.On == 0)
            return (AnswerGround.Complies, $"{relation.Production} was never on", off);
        return seen.Unknown == seen.On
            ? (AnswerGround.NotValid,
                Invariant($"{relation.Treatment} is unknown in all {seen.On} minutes that {relation.Production} was on"),
                $"readings of {relation.Treatment} beside production, and {off}")
            : (AnswerGround.Complies,
                Invariant($"{relation.Treatment} was never off in the {seen.On} minutes that {relation.Production} was on; ")
                + Invariant($"it is unknown in {seen.Unknown} of them"),
                off);
    }

    static string Lasted(DeviceRelation relation, DayLag lag, int allowed, BeijingTime eve) => Invariant(
        $"{relation.Treatment} off for {lag.Words(eve)} while {relation.Production} is on; {allowed} allowed");

    static int MinuteOf(BeijingTime time, BeijingTime eve) =>
        (int)((time.UnixSeconds - eve.UnixSeconds) / BeijingTime.SecondsPerMinute);

    static RuleAnswer Blank(FactorCode factor, BeijingTime start, BeijingTime end, Policy policy) =>
        RuleAnswer.Blank(PowerFindings.LagRule, start, end, policy.Electricity.Lag.Clause, policy) with
        {
            Factor = factor,
        };

    /// <summary>Minutes of a window.</summary>
    /// <param name="Production">In which the production device is known.</param>
    /// <param name="Treatment">In which the treatment device is known.</param>
    /// <param name="On">In which production is on.</param>
    /// <param name="Unknown">In which production is on and treatment is unknown.</param>
    readonly record struct Seen(int Production, int Treatment, int On, int Unknown)
    {
        public static Seen Of(PairMinutes minutes, int first, int last)
        {
            Seen seen = default;
            for (int minute = first; minute < Math.Min(last, minutes.KnownUntil); minute++)
            {
                bool? production = minutes.Production[minute], treatment = minutes.Treatment[minute];
                seen = new Seen(
                    seen.Production + (production is null ? 0 : 1),
                    seen.Treatment + (treatment is null ? 0 : 1),
                    seen.On + (production == true ? 1 : 0),
                    seen.Unknown + (production == true && treatment is null ? 1 : 0));
            }

            return seen;
        }
    }
}
