using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Power;

/// <summary>Answers for treatment devices that idle beside production, hour by hour.</summary>
public sealed class IdlingAnswers : IRuleAnswers<EnterpriseState>
{
    public IReadOnlyList<string> Rules { get; } = [PowerFindings.IdlingRule];

    public void PagesFor(EnterpriseState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Time));

    public IEnumerable<RuleAnswer> Answer(EnterpriseState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        var page = state.Pages.Find(PageId.Day(question.Day)) as EnterpriseDay;
        ValueList<DeviceRelation> relations = state.Registration?.Relations ?? default;
        foreach (BeijingTime hour in question.Hours)
        {
            foreach (DeviceRelation relation in relations)
            {
                if (question.Asks(relation.Treatment.Factor))
                    yield return OfHour(state, page, relation, hour, policy);
            }

            if (!relations.Any(relation => question.Asks(relation.Treatment.Factor)))
            {
                yield return Blank(question.Factor, hour, policy) with
                {
                    Ground = AnswerGround.NotConcerned,
                    Why = "no relation of a production device to this treatment device is registered",
                    WouldDiffer = "a registered relation of the devices",
                };
            }
        }
    }

    static RuleAnswer OfHour(
        EnterpriseState state, EnterpriseDay? page, DeviceRelation relation, BeijingTime hour, Policy policy)
    {
        ElectricityPolicy rules = policy.Electricity;
        Exact production = MeanOf(page, relation.Production, hour), treatment = MeanOf(page, relation.Treatment, hour);
        LearningDays days = LearningFrom.Device(state, relation.Treatment, hour.StartOfDay, rules.Baseline);
        UsualDraw? usual = LearningFrom.Usual(state, relation.Treatment, days, rules.Baseline);
        decimal? baseline = usual?.Baseline;
        decimal share = relation.IdleShare.OrNull ?? rules.Idling.Share;
        bool isKept = state.Power.Keeps(days);
        bool idles = isKept && baseline is { } learned
            && IdlingRule.Idles(production, treatment, learned, share, rules.OnAbove);
        Finding? found = PowerFound
            .InForce(state, PowerFindings.IdlingRule, hour, hour.AddSeconds(BeijingTime.SecondsPerHour))
            .FirstOrDefault(finding => finding.Subject == PowerFindings.SubjectOf(relation));
        if (found is not null && !idles)
            return PowerFound.Answer(state, found, PowerFound.BehindOf(relation), policy);
        string over = Invariant(
            $"{relation.Treatment} hour mean {treatment} < {share} x baseline {baseline:0.####} while {relation.Production} is on{days.Words}{usual?.Words}");
        (AnswerGround ground, string why, string differs) = found is not null ? (AnswerGround.Found, over, "")
            : idles ? PowerFound.NotJudgedAgain(over, policy)
            : GroundOf(relation, production, treatment, baseline, days, isKept, share, rules);
        return Blank(relation.Treatment.Factor, hour, policy) with
        {
            Behind = PowerFound.BehindOf(relation),
            Subject = PowerFindings.SubjectOf(relation),
            Ground = ground,
            Why = why,
            WouldDiffer = differs,
            Figures = Figures(production, treatment, baseline, relation, share, rules),
            ProvisionalUntil = found is null
                ? PowerFound.ProvisionalUntil(state, hour.StartOfDay, ground, policy)
                : PowerFound.ProvisionalUntil(state, found, policy),
        };
    }

    static (AnswerGround, string, string) GroundOf(
        DeviceRelation relation, Exact production, Exact treatment, decimal? baseline, LearningDays days, bool isKept,
        decimal share, ElectricityPolicy rules)
    {
        if (!production.HasValue || !treatment.HasValue)
        {
            DeviceId missing = production.HasValue ? relation.Treatment : relation.Production;
            return (AnswerGround.NoData, $"{missing} has no valid hour mean", $"a valid hour mean of {missing}");
        }

        if (production.Value <= rules.OnAbove)
        {
            return (AnswerGround.Complies,
                Invariant($"{relation.Production} was off: hour mean {production}, on above {rules.OnAbove}"),
                Invariant($"{relation.Production} on, with an hour mean above {rules.OnAbove}"));
        }

        if (treatment.Value <= rules.OnAbove)
        {
            return (AnswerGround.Complies,
                Invariant($"{relation.Treatment} was off: hour mean {treatment}; {PowerFindings.LagRule} judges that"),
                Invariant($"{relation.Treatment} on, with an hour mean above {rules.OnAbove}"));
        }

        if (!isKept)
        {
            return (AnswerGround.OutOfReach,
                "the days that the baseline is learnt from are not kept any more; ask as of an earlier time", "");
        }

        if (baseline is not { } learned)
        {
            return (AnswerGround.NotValid,
                Invariant($"{relation.Treatment} has no baseline: fewer than {rules.Baseline.FewestDays} of the {rules.Baseline.Days} days before have {rules.Baseline.FewestHours} hours on{days.Words}"),
                "more days on before this one");
        }

        return (AnswerGround.Complies,
            Invariant($"{relation.Treatment} hour mean {treatment}, not below {share} x baseline {learned:0.####} = {share * learned:0.####}{days.Words}"),
            Invariant($"an hour mean below {share * learned:0.####}, it was {treatment}"));
    }

    static Exact MeanOf(EnterpriseDay? page, DeviceId device, BeijingTime hour) =>
        page?.FindDevice(device) is { } day ? day.Means[hour.HourOfDay] : Exact.None;

    static ValueList<FindingFigure> Figures(
        Exact production, Exact treatment, decimal? baseline, DeviceRelation relation, decimal share,
        ElectricityPolicy rules)
    {
        FindingFigure[] figures =
        [
            new("production", production),
            new("treatment", treatment),
            new("baseline", baseline is { } learned ? Exact.Computed(learned) : Exact.None),
            new(relation.IdleShare.HasValue ? "share of the relation" : "electricity.idling.share", share),
            new("electricity.onAbove", rules.OnAbove),
            new("electricity.baseline.days", rules.Baseline.Days, "d"),
            new("electricity.baseline.reachDays", rules.Baseline.ReachDays, "d"),
        ];
        return figures.Where(figure => figure.Value.HasValue).ToValueList();
    }

    static RuleAnswer Blank(FactorCode factor, BeijingTime hour, Policy policy) =>
        RuleAnswer.Blank(
            PowerFindings.IdlingRule, hour, hour.AddSeconds(BeijingTime.SecondsPerHour),
            policy.Electricity.Idling.Clause, policy) with
        { Factor = factor };

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
