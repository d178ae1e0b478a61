using System.Runtime.InteropServices;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Cells;

/// <summary>
/// A 3 km cell holds its fine cells against each other and against those just beyond its edges, and tells each fine
/// cell what it found on it. Everything follows from the pages of the day and the month, so the order in which means
/// arrive does not matter.
/// </summary>
static class ContrastJudgement
{
    const int Hours = 24;

    /// <summary>Judges again what a mean that was told may have changed.</summary>
    /// <param name="isNewSource">The source was not heard on this day before: the quorum of every hour moves.</param>
    public static void Take(
        CellState state, CellDay day, MeanTold told, bool isNewSource, Policy policy, EffectList effects)
    {
        int hour = told.Start.HourOfDay;
        bool isWind = policy.Contrast.Wind.Condition == WindCondition.Calm
            && told.Factor == policy.Contrast.Wind.Factor;
        foreach (ContrastFactor factor in policy.Contrast.Factors)
        {
            if (!isWind && factor.Factor != told.Factor)
                continue;
            bool wholeDay = isNewSource && !isWind;
            for (int h = wholeDay ? 0 : hour; h < (wholeDay ? Hours : hour + 1); h++)
                JudgeHour(day, h, factor, policy.Contrast);
            List<SourceHour> own = day.Means.Of(factor.Factor, hour);
            foreach (SourceHour source in own)
                Settle(state, day, source.Cell, factor, policy, effects);
        }
    }

    /// <summary>Judges a whole day again, after the policy has changed.</summary>
    public static void JudgeAgain(CellState state, BeijingTime day, Policy policy, EffectList effects)
    {
        if (state.Pages.Find(PageId.Day(day)) is not CellDay page)
            return;
        foreach (ContrastFactor factor in policy.Contrast.Factors)
        {
            for (int hour = 0; hour < Hours; hour++)
                JudgeHour(page, hour, factor, policy.Contrast);
            foreach (SourceHour source in page.Means.Of(factor.Factor, hourOfDay: 0))
                Settle(state, page, source.Cell, factor, policy, effects);
        }
    }

    static void JudgeHour(CellDay day, int hour, ContrastFactor factor, ContrastPolicy policy)
    {
        List<SourceHour> own = day.Means.Of(factor.Factor, hour);
        List<SourceHour> all = [.. own, .. day.Around.Of(factor.Factor, hour)];
        bool isQuorate = IsQuorate(all, policy);
        Exact wind = day.Means.Across(policy.Wind.Factor, hour).Mean;
        foreach (SourceHour source in own)
        {
            ContrastState state = isQuorate
                ? ContrastRule.Of(source.Value, Neighbours(source.Cell, all, policy), wind, factor, policy).State
                : ContrastState.Unknown;
            day.IsDirty |= day.Contrasts.Set(factor.Factor, source.Cell, hour, state);
        }
    }

    /// <summary>Enough of the cells around have said something of the hour.</summary>
    internal static bool IsQuorate(List<SourceHour> all, ContrastPolicy policy) =>
        all.Count(source => source.IsTold) >= policy.Quorum * all.Count;

    /// <summary>In order; distances are between the centres of the cells.</summary>
    internal static Span<Neighbour> Neighbours(CellId cell, List<SourceHour> all, ContrastPolicy policy)
    {
        var neighbours = new List<Neighbour>(all.Count);
        foreach (SourceHour other in all)
        {
            double columns = other.Cell.Column - cell.Column, rows = other.Cell.Row - cell.Row;
            double metres = cell.Edge * Math.Sqrt(columns * columns + rows * rows);
            if (other.Cell != cell && (decimal)metres <= policy.ReachMetres)
                neighbours.Add(new Neighbour(other.Cell.ToString(), metres, other.Value));
        }

        neighbours.Sort();
        return CollectionsMarshal.AsSpan(neighbours);
    }

    /// <summary>Compares the findings that the day and month ground with those in force, and tells the changes.</summary>
    static void Settle(
        CellState state, CellDay day, CellId cell, ContrastFactor factor, Policy policy, EffectList effects)
    {
        ReadOnlySpan<ContrastState> hours = day.Contrasts.Of(factor.Factor, cell);
        int highHours = hours.Count(ContrastState.High);
        var grounded = new List<Finding>();
        if (highHours > 0)
        {
            foreach (ContrastEpisode episode in ContrastEpisode.Of(hours, policy.Contrast))
                grounded.Add(Describe(day, cell, episode, factor, policy));
        }

        TwinName twin = TwinName.Of(cell);
        day.IsDirty |= Exchange(day.Contrasts.Found, twin, factor.Factor, grounded, effects);
        CellMonth month = state.MonthOf(day.Start);
        if (!month.Set(factor.Factor, cell, day.Start, highHours))
            return;
        int sum = month.HighHours(factor.Factor, cell);
        grounded.Clear();
        if (sum >= policy.Contrast.MonthHours)
            grounded.Add(ContrastFindings.OfMonth(twin, factor.Factor, month, sum, policy));
        Exchange(month.Found, twin, factor.Factor, grounded, effects);
    }

    static Finding Describe(
        CellDay day, CellId cell, ContrastEpisode episode, ContrastFactor factor, Policy policy)
    {
        List<SourceHour> own = day.Means.Of(factor.Factor, episode.First);
        List<SourceHour> all = [.. own, .. day.Around.Of(factor.Factor, episode.First)];
        Span<Neighbour> neighbours = Neighbours(cell, all, policy.Contrast);
        Exact wind = day.Means.Across(policy.Contrast.Wind.Factor, episode.First).Mean;
        Exact value = own.Find(source => source.Cell == cell).Value;
        Contrast contrast = ContrastRule.Of(value, neighbours, wind, factor, policy.Contrast);
        return ContrastFindings.OfEpisode(
            TwinName.Of(cell), factor, day.Start, episode, contrast, neighbours, wind, policy);
    }

    /// <returns>True when a finding was raised, revised or withdrawn.</returns>
    static bool Exchange(
        FindingSet found, TwinName twin, FactorCode factor, List<Finding> grounded, EffectList effects)
    {
        List<Finding> changes = found.Exchange(
            former => former.Twin == twin && former.Factor == factor, grounded, ContrastFindings.Withdrawn);
        foreach (Finding change in changes)
            effects.Tell(twin, new FindingTold(change));
        return changes.Count > 0;
    }
}
