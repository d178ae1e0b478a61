using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static System.FormattableString;

namespace Qianliyan.Domain.Explaining;

/// <summary>Answers for cuts ordered for an emergency (未落实应急停限产), a natural day of each order at a time.</summary>
public sealed class OrderAnswers : IRuleAnswers<EnterpriseState>
{
    public IReadOnlyList<string> Rules { get; } = [PowerFindings.OrderRule];

    public void PagesFor(EnterpriseState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Day));

    public IEnumerable<RuleAnswer> Answer(EnterpriseState state, RuleQuestion question, Policy policy)
    {
        if (!question.Factor.IsEmpty)
            yield break;
        BeijingTime day = question.Day, end = question.DayEnd;
        var page = state.Pages.Find(PageId.Day(day)) as EnterpriseDay;
        EmergencyOrder[] orders =
            [.. state.Orders.Values.Where(order => order.From < end && order.To > day)];
        foreach (EmergencyOrder order in orders)
        {
            Finding? found = page?.Own.InForce.FirstOrDefault(finding =>
                finding.Rule == PowerFindings.OrderRule && finding.Subject == PowerFindings.SubjectOf(order));
            yield return found is not null
                ? PowerFound.Answer(found, BehindOf(state))
                : NotFound(state, page, order, day, policy);
        }

        Finding[] ofForgotten = [.. (page?.Own.InForce ?? []).Where(finding =>
            finding.Rule == PowerFindings.OrderRule
            && !Array.Exists(orders, order => PowerFindings.SubjectOf(order) == finding.Subject))];
        foreach (Finding found in ofForgotten)
            yield return PowerFound.Answer(found, BehindOf(state));
        if (orders.Length == 0 && ofForgotten.Length == 0 && question.Rule.Length > 0)
            yield return WithoutOrder(state, day, policy);
    }

    static RuleAnswer WithoutOrder(EnterpriseState state, BeijingTime day, Policy policy)
    {
        bool isForgotten = day.DayNumber <= state.Today.DayNumber - EnterpriseState.DaysOfOrders;
        return Blank(day, day.AddSeconds(BeijingTime.SecondsPerDay), policy) with
        {
            Ground = isForgotten ? AnswerGround.OutOfReach : AnswerGround.NotConcerned,
            Why = isForgotten
                ? Invariant($"orders are kept for {EnterpriseState.DaysOfOrders} days after their end; ask as of an earlier time")
                : "no emergency order is given for this day",
            WouldDiffer = isForgotten ? "" : "an order to cut production on this day",
        };
    }

    static RuleAnswer NotFound(
        EnterpriseState state, EnterpriseDay? page, EmergencyOrder order, BeijingTime day, Policy policy)
    {
        ElectricityPolicy rules = policy.Electricity;
        BeijingTime end = day.AddSeconds(BeijingTime.SecondsPerDay);
        DeviceId[] production = PowerJudgement.ProductionOf(state);
        var use = OrderedUse.Of(state, page, order, production, rules);
        OrderVerdict verdict = OrderRule.Of(use.Observed, use.Usual, order.Cut.Value, rules.Order);
        (AnswerGround ground, string why, string differs) = order.IsLifted
            ? (AnswerGround.NotConcerned, $"order {order.Number} was taken back", "an order that stands")
            : production.Length > 0 && !state.Power.Reaches(order.From.StartOfDay, rules.Baseline)
                ? (AnswerGround.OutOfReach,
                    "the days that the baseline is learnt from are not kept any more; ask as of an earlier time", "")
            : use.Hours == 0 ? Unjudged(state, order, use, production, day, rules)
            : verdict.IsBroken ? PowerFound.NotJudgedAgain(Stood(order, use, verdict, ">", rules), policy)
            : Kept(order, use, verdict, production.Length, rules);
        return Blank(order.From > day ? order.From : day, order.To < end ? order.To : end, policy) with
        {
            Subject = PowerFindings.SubjectOf(order),
            Behind = BehindOf(state),
            Ground = ground,
            Why = why,
            WouldDiffer = differs,
            Figures =
            [
                .. use.Hours > 0
                    ? (FindingFigure[])
                    [
                        new("observed", Exact.Computed(use.Observed)),
                        new("baseline", Exact.Computed(use.Usual)),
                        new("allowed", Exact.Computed(verdict.Allowed)),
                        new("hours", (decimal)use.Hours, "h"),
                    ]
                    : [],
                new("cut", order.Cut),
                new("electricity.order.tolerance", rules.Order.Tolerance),
                new("electricity.order.fewestHours", rules.Order.FewestHours, "h"),
                new("electricity.baseline.days", rules.Baseline.Days, "d"),
            ],
        };
    }

    static (AnswerGround, string, string) Kept(
        EmergencyOrder order, OrderedUse use, OrderVerdict verdict, int devices, ElectricityPolicy rules)
    {
        int left = use.Unlearned.Count + use.Unseen.Count;
        string without = left == 0 ? "" : Invariant($"; {left} of {devices} production devices do not count");
        return (AnswerGround.Complies,
            $"{Stood(order, use, verdict, "<=", rules)}{without}",
            Invariant($"a mean above {verdict.Allowed:0.####}, it was {use.Observed:0.####}"));
    }

    static string Stood(
        EmergencyOrder order, OrderedUse use, OrderVerdict verdict, string sign, ElectricityPolicy rules) =>
        Invariant($"order {order.Number} to cut {order.Cut}: production draws {use.Observed:0.####} {sign} ")
        + Invariant($"{verdict.Allowed:0.####} = {use.Usual:0.####} x (1 - {order.Cut} + {rules.Order.Tolerance}), {use.Hours} hours");

    static (AnswerGround, string, string) Unjudged(
        EnterpriseState state, EmergencyOrder order, OrderedUse use, DeviceId[] production, BeijingTime day,
        ElectricityPolicy rules)
    {
        if (production.Length == 0)
        {
            return (AnswerGround.NotConcerned, "no relation names a production device of the enterprise",
                "a registered relation of its devices");
        }

        if (use.Unlearned.Count > 0)
        {
            return (AnswerGround.NotValid,
                Invariant($"{string.Join(", ", use.Unlearned)} has no baseline: fewer than {rules.Baseline.FewestDays} of the ")
                + Invariant($"{rules.Baseline.Days} days before the order have {rules.Baseline.FewestHours} hours on"),
                "more days on before the order");
        }

        return (PowerFound.IsOpen(state, day) ? AnswerGround.Open : AnswerGround.NoData,
            Invariant($"no production device has {rules.Order.FewestHours} valid hour means in the order on this day"),
            "hour means above what the order leaves");
    }

    static ValueList<FactorCode> BehindOf(EnterpriseState state) =>
        PowerJudgement.ProductionOf(state).Select(device => device.Factor).Distinct().ToValueList();

    static RuleAnswer Blank(BeijingTime start, BeijingTime end, Policy policy) =>
        RuleAnswer.Blank(PowerFindings.OrderRule, start, end, policy.Electricity.Order.Clause, policy);
}
