using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Ranking;

/// <summary>
/// A 3 km cell hears where it stands in its city by a month: whether that makes it a warned cell (预警网格), and what its
/// warnings add up to at the end of that month and of those after it. A month is judged by the policy that is in force when
/// its ranks are told; other policies later leave it as it was found. Months add up whatever factor each was ranked by: what
/// is counted is how often the cell was warned (被预警).
/// </summary>
/// <remarks>
/// The outcomes and findings of <see cref="CityRanking.MostMonths"/> months are kept, as far back as the newest; an
/// escalation whose year reaches farther back stands as it was found.
/// </remarks>
static class WarningJudgement
{
    public static void Take(CellState state, in TwinEntry entry, RanksTold told, Policy policy, EffectList effects)
    {
        var month = NaturalMonth.Of(told.Month);
        state.MonthOf(told.Month).Take(told);
        NaturalMonth newest = state.Outcomes.Count == 0 ? month : state.Outcomes.Keys.Last();
        newest = newest < month ? month : newest;
        NaturalMonth oldest = newest.Add(1 - CityRanking.MostMonths);
        if (month < oldest)
            return;
        MonthOutcome outcome = OutcomeOf(told, policy.Ranking);
        FactorCode factor = told.Factor.IsEmpty ? state.RankedFactors.Of(month) : told.Factor;
        state.Outcomes[month] = outcome;
        Forget(state, oldest);
        Exchange(
            state, in entry,
            finding => finding.Rule == WarningFindings.WarnedRule && finding.WindowStart == month.Start,
            outcome == MonthOutcome.Warned ? WarningFindings.OfMonth(state.Name, told, factor, policy) : null,
            effects);
        foreach (NaturalMonth judged in state.Outcomes.Keys.Where(one => one >= month))
            JudgeEscalation(state, in entry, judged, oldest, policy, effects);
    }

    public static MonthOutcome OutcomeOf(RanksTold told, RankingPolicy policy) =>
        told.Lists.Any(rank => MonthRanking.IsWarned(rank, policy)) ? MonthOutcome.Warned
        : told.Lists.Count > 0 ? MonthOutcome.Ranked
        : MonthOutcome.Unranked;

    static void JudgeEscalation(
        CellState state, in TwinEntry entry, NaturalMonth month, NaturalMonth oldest, Policy policy, EffectList effects)
    {
        WarningCount count = WarningCount.Of(month, state.Outcomes, policy.Ranking.Escalation);
        if (count.First < oldest)
            return;
        string subject = month.ToString();
        Exchange(
            state, in entry,
            finding => finding.Rule == WarningFindings.EscalationRule && finding.Subject == subject,
            count.Escalates
                ? WarningFindings.OfEscalation(
                    state.Name, month, state.RankedFactors.Of(month), count, state.Outcomes, policy)
                : null,
            effects);
    }

    static void Forget(CellState state, NaturalMonth oldest)
    {
        foreach (NaturalMonth past in state.Outcomes.Keys.TakeWhile(month => month < oldest).ToArray())
            state.Outcomes.Remove(past);
        state.Findings.RemoveWhere(finding => WarningFindings.IsOne(finding) && finding.WindowEnd <= oldest.Start);
    }

    static void Exchange(
        CellState state, in TwinEntry entry, Predicate<Finding> scope, Finding? grounded, EffectList effects)
    {
        foreach (Finding change in state.Findings.Exchange(
            scope, grounded is null ? [] : [grounded], WarningFindings.Withdrawn))
        {
            Finding finding = change with
            {
                FirstEntry = entry.Sequence,
                LastEntry = entry.Sequence,
                DecidedBy = entry.Sequence,
            };
            effects.Raise(finding);
            effects.Tell(TwinName.Of(state.Region), new FindingTold(finding));
        }
    }
}
