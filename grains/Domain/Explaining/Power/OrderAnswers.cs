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

/// <summary>
/// Answers for cuts ordered for an emergency (未落实应急停限产), a natural day of each order at a time: by power, and by
/// each factor that outlets tell.
/// </summary>
public sealed class OrderAnswers : IRuleAnswers<EnterpriseState>
{
    public IReadOnlyList<string> Rules { get; } = [PowerFindings.OrderRule, PowerFindings.EmissionRule];

    public void PagesFor(EnterpriseState state, RuleQuestion question, List<PageId> pages) =>
        PowerJudgement.PagesFor(state, question.Day, daysAhead: 0, pages);

    public IEnumerable<RuleAnswer> Answer(EnterpriseState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        BeijingTime day = question.Day;
        var page = state.Pages.Find(PageId.Day(day)) as EnterpriseDay;
        IEnumerable<OrderMeasure> asked = OrderMeasure.OfEmission(page, policy.Electricity)
            .Prepend(OrderMeasure.OfPower(state, policy.Electricity))
            .Where(measure => question.Asks(measure.Rule) && question.Asks(measure.Factor));
        return asked.SelectMany(measure => Answer(state, page, measure, question, policy));
    }

    static IEnumerable<RuleAnswer> Answer(
        EnterpriseState state, EnterpriseDay? page, OrderMeasure measure, RuleQuestion question, Policy policy)
    {
        BeijingTime day = question.Day, end = question.DayEnd;
        EmergencyOrder[] orders =
            [.. state.Orders.All.Where(order => order.From < end && order.To > day)];
        Finding[] inForce = [.. (page?.Own.InForce ?? []).Where(finding =>
            finding.Rule == measure.Rule && finding.Factor == measure.Factor)];
        foreach (EmergencyOrder order in orders)
        {
            Finding? found = Array.Find(inForce, finding => finding.Subject == order.Subject);
            yield return found is not null
                ? PowerFound.Answer(state, found, BehindOf(measure), policy)
                : NotFound(state, page, order, measure, day, policy);
        }

        Finding[] ofForgotten = [.. inForce.Where(finding =>
            !Array.Exists(orders, order => order.Subject == finding.Subject))];
        foreach (Finding found in ofForgotten)
            yield return PowerFound.Answer(state, found, BehindOf(measure), policy);
        if (orders.Length == 0 && ofForgotten.Length == 0 && question.Rule.Length > 0)
            yield return WithoutOrder(state, measure, day, policy);
    }

    static RuleAnswer WithoutOrder(EnterpriseState state, OrderMeasure measure, BeijingTime day, Policy policy)
    {
        bool isForgotten = day.DayNumber <= state.Today.DayNumber - EnterpriseState.DaysOfOrders;
        return Blank(measure, day, day.AddSeconds(BeijingTime.SecondsPerDay), policy) with
        {
            Ground = isForgotten ? AnswerGround.OutOfReach : AnswerGround.NotConcerned,
            Why = isForgotten
                ? Invariant($"orders are kept for {EnterpriseState.DaysOfOrders} days after their end; ask as of an earlier time")
                : "no emergency order is given for this day",
            WouldDiffer = isForgotten ? "" : "an order to cut production on this day",
        };
    }

    static RuleAnswer NotFound(
        EnterpriseState state, EnterpriseDay? page, EmergencyOrder order, OrderMeasure measure, BeijingTime day,
        Policy policy)
    {
        ElectricityPolicy rules = policy.Electricity;
        BeijingTime end = day.AddSeconds(BeijingTime.SecondsPerDay);
        var use = OrderedUse.Of(state, page, order, measure, rules);
        OrderVerdict? held = use.HeldAgainst(order, rules.Order);
        (AnswerGround ground, string why, string differs) = order.IsLifted
            ? (AnswerGround.NotConcerned, TakenBack(order), "an order that stands")
            : measure.Devices.Length > 0 && !state.Power.Keeps(use.Learning)
                ? (AnswerGround.OutOfReach,
                    "the days that the baseline is learnt from are not kept any more; ask as of an earlier time", "")
            : held is not { } verdict ? Unjudged(state, use, measure, day, rules)
            : verdict.IsBroken ? PowerFound.NotJudgedAgain(measure.Stood(order, use, verdict, ">", rules.Order), policy)
            : Kept(order, use, verdict, measure, rules.Order);
        return Blank(measure, order.From > day ? order.From : day, order.To < end ? order.To : end, policy) with
        {
            Subject = order.Subject,
            Behind = BehindOf(measure),
            Ground = ground,
            Why = why,
            WouldDiffer = differs,
            ProvisionalUntil = PowerFound.ProvisionalUntil(state, day, ground, policy),
            Figures =
            [
                .. held is { Allowed: var allowed }
                    ? (FindingFigure[])
                    [
                        new("observed", Exact.Computed(use.Observed)),
                        new("baseline", use.Usual),
                        new("allowed", Exact.Computed(allowed)),
                        new("hours", (decimal)use.Hours, "h"),
                    ]
                    : [],
                new("cut", order.Cut),
                new("electricity.order.tolerance", rules.Order.Tolerance),
                new("electricity.order.fewestHours", rules.Order.FewestHours, "h"),
                new("electricity.baseline.days", rules.Baseline.Days, "d"),
                new("electricity.baseline.reachDays", rules.Baseline.ReachDays, "d"),
            ],
        };
    }

    static string TakenBack(EmergencyOrder order) => order.Author.Length == 0
        ? $"order {order.Number} was taken back"
        : Invariant($"order {order.Number} was taken back by {order.Author}, revision {order.Revision}: {order.Reason}");

    static (AnswerGround, string, string) Kept(
        EmergencyOrder order, OrderedUse use, OrderVerdict verdict, OrderMeasure measure, EmergencyCut rule) => (
        AnswerGround.Complies,
        measure.Stood(order, use, verdict, "<=", rule),
        Invariant($"a mean above {verdict.Allowed:0.####}, it was {use.Observed:0.####}"));

    static (AnswerGround, string, string) Unjudged(
        EnterpriseState state, OrderedUse use, OrderMeasure measure, BeijingTime day, ElectricityPolicy rules)
    {
        if (measure.Factor.IsEmpty && measure.Devices.Length == 0)
        {
            return (AnswerGround.NotConcerned, "no relation names a production device of the enterprise",
                "a registered relation of its devices");
        }

        if (use.Unlearned.Count > 0)
        {
            return (AnswerGround.NotValid,
                Invariant($"{string.Join(", ", use.Unlearned)} has no baseline: fewer than {rules.Baseline.FewestDays} of the ")
                + Invariant($"{rules.Baseline.Days} days before the order have {rules.Baseline.FewestHours} hours on")
                + use.Learning.Words,
                "more days on before the order");
        }

        if (use.Hours > 0)
        {
            return (AnswerGround.NotValid,
                Invariant($"{measure.Noun}s have no baseline together: fewer than {rules.Baseline.FewestDays} of the ")
                + Invariant($"{rules.Baseline.Days} days before the order have {rules.Baseline.FewestHours} hours on, known of all")
                + OrderMeasure.Beside(use),
                "more days on before the order");
        }

        return (PowerFound.IsOpen(state, day) ? AnswerGround.Open : AnswerGround.NoData,
            Invariant($"no {measure.Noun} has {rules.Order.FewestHours} valid hour means in the order on this day"),
            "hour means above what the order leaves");
    }

    static ValueList<FactorCode> BehindOf(OrderMeasure measure) =>
        measure.Devices.Select(device => device.Factor).Distinct().ToValueList();

    static RuleAnswer Blank(OrderMeasure measure, BeijingTime start, BeijingTime end, Policy policy) =>
        RuleAnswer.Blank(measure.Rule, start, end, measure.Clause, policy) with { Factor = measure.Factor };
}
