using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static System.FormattableString;

namespace Qianliyan.Domain.Explaining.Power;

/// <summary>Answers for production devices that use more by night than by day (夜间用电), a natural day at a time.</summary>
public sealed class NightAnswers : IRuleAnswers<EnterpriseState>
{
    public IReadOnlyList<string> Rules { get; } = [PowerFindings.NightRule];

    public void PagesFor(EnterpriseState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Day));

    public IEnumerable<RuleAnswer> Answer(EnterpriseState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        DeviceId[] devices =
            [.. PowerJudgement.ProductionOf(state).Where(device => question.Asks(device.Factor))];
        if (devices.Length == 0 && question.Rule.Length > 0)
        {
            yield return Blank(question.Factor, question.Day, policy) with
            {
                Ground = AnswerGround.NotConcerned,
                Why = "no relation of this device as a production device is registered",
                WouldDiffer = "a registered relation with it as the production device",
            };
        }

        var page = state.Pages.Find(PageId.Day(question.Day)) as EnterpriseDay;
        foreach (DeviceId device in devices)
        {
            Finding? found = page?.Own.InForce.FirstOrDefault(finding =>
                finding.Rule == PowerFindings.NightRule && finding.Subject == PowerFindings.SubjectOf(device));
            yield return found is not null
                ? PowerFound.Answer(state, found, [device.Factor], policy)
                : NotFound(state, page, device, question.Day, policy);
        }
    }

    static RuleAnswer NotFound(
        EnterpriseState state, EnterpriseDay? page, DeviceId device, BeijingTime day, Policy policy)
    {
        NightUse rule = policy.Electricity.Night;
        ReadOnlySpan<Exact> means = page?.FindDevice(device) is { } seen ? seen.Means : new Exact[DeviceDay.Hours];
        NightAgainstDay? use = NightRule.Of(means, rule);
        (PartOfDay night, PartOfDay light) = NightRule.PartsOf(means, rule);
        bool isOpen = !means[^1].HasValue && PowerFound.IsOpen(state, day);
        (AnswerGround ground, string why, string differs) = use is { IsOver: true } over
            ? PowerFound.NotJudgedAgain(Stood(device, over, ">", rule), policy)
            : GroundOf(device, use, night, light, rule, isOpen);
        return Blank(device.Factor, day, policy) with
        {
            Subject = PowerFindings.SubjectOf(device),
            Behind = [device.Factor],
            Ground = ground,
            Why = why,
            WouldDiffer = differs,
            ProvisionalUntil = PowerFound.ProvisionalUntil(state, day, ground, policy),
            Figures =
            [
                .. use is { } known
                    ? (FindingFigure[])[new("night", Exact.Computed(known.Night)), new("day", Exact.Computed(known.Day))]
                    : [],
                new("hours of the night", (decimal)night.Known, "h"),
                new("hours of the day", (decimal)light.Known, "h"),
                new("electricity.night.ratio", rule.Ratio),
                new("electricity.night.fromHour", rule.FromHour, "h"),
                new("electricity.night.toHour", rule.ToHour, "h"),
                new("electricity.night.coverage", rule.Coverage),
            ],
        };
    }

    static (AnswerGround, string, string) GroundOf(
        DeviceId device, NightAgainstDay? use, PartOfDay night, PartOfDay light, NightUse rule, bool isOpen)
    {
        string over = Invariant($"a use by night of more than {rule.Ratio} times that by day");
        if (night.Known + light.Known == 0)
        {
            return (isOpen ? AnswerGround.Open : AnswerGround.NoData,
                $"{device} has no valid hour mean{(isOpen ? " so far" : "")}", $"hour means, and {over}");
        }

        if (use is not { } known)
        {
            string covered = Invariant($"{device} has {night.Known} of {night.Hours} hours of the night and {light.Known} of ")
                + Invariant($"{light.Hours} of the day; {rule.Coverage} of each are needed");
            return (isOpen ? AnswerGround.Open : AnswerGround.NotValid, covered, $"more hour means, and {over}");
        }

        decimal most = rule.Ratio * known.Day;
        string stood = Stood(device, known, "<=", rule);
        return (isOpen ? AnswerGround.Open : AnswerGround.Complies, isOpen ? $"{stood}, so far" : stood,
            Invariant($"a use by night above {most:0.####}, it was {known.Night:0.####}"));
    }

    static string Stood(DeviceId device, NightAgainstDay use, string sign, NightUse rule) => Invariant(
        $"{device} by night {use.Night:0.####} {sign} {rule.Ratio * use.Day:0.####} = {rule.Ratio} x {use.Day:0.####} by day");

    static RuleAnswer Blank(FactorCode factor, BeijingTime day, Policy policy) =>
        RuleAnswer.Blank(
            PowerFindings.NightRule, day, day.AddSeconds(BeijingTime.SecondsPerDay), policy.Electricity.Night.Clause,
            policy) with
        { Factor = factor };
}
