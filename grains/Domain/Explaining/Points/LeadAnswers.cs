using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static System.FormattableString;

namespace Qianliyan.Domain.Explaining.Points;

/// <summary>
/// Answers for the leads (线索) of the detectors of untrue data on a point's day. A point remembers the detectors of its
/// newest days alone, so the day asked about is looked at whenever it is seen, with the data that had come by then.
/// </summary>
/// <remarks>Asked about all rules and factors at once, it answers for those with an odd hour.</remarks>
public sealed class LeadAnswers : IRuleAnswers<PointState>
{
    readonly LeadFollowing _seen = new();

    public IReadOnlyList<string> Rules => FactorDetectors.Rules;

    public void PagesFor(PointState state, RuleQuestion question, List<PageId> pages) =>
        _seen.AddPages(state, question.Day, pages);

    public void Follow(
        PointState state, IReadOnlyList<Finding> found, RuleQuestion question, Policy policy) =>
        _seen.Take(state, found, question.Day, policy);

    public IEnumerable<RuleAnswer> Answer(PointState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        BeijingTime start = question.IsOfHour ? question.Time.StartOfHour : question.Day;
        BeijingTime end = question.IsOfHour ? start.AddSeconds(BeijingTime.SecondsPerHour) : question.DayEnd;
        bool isOfAll = question.Rule.Length == 0 && question.Factor.IsEmpty;
        List<FactorCode> factors = question.Factor.IsEmpty ? Watched(state, policy) : [question.Factor];
        foreach (string rule in Rules.Where(question.Asks))
        {
            foreach (FactorCode factor in factors)
            {
                foreach (RuleAnswer answer in Of(state, rule, factor, start, end, policy))
                {
                    if (!isOfAll || answer.Ground
                        is AnswerGround.Found or AnswerGround.BelowThreshold or AnswerGround.Exempt)
                    {
                        yield return answer;
                    }
                }
            }

            if (factors.Count == 0 && !isOfAll)
            {
                yield return Blank(rule, default, start, end, policy) with
                {
                    Ground = AnswerGround.NotConcerned,
                    Why = "the point sends no factor that is watched (detectors.factors)",
                    WouldDiffer = "data of a factor that is watched",
                };
            }
        }
    }

    static List<FactorCode> Watched(PointState state, Policy policy)
    {
        var codes = new List<FactorCode>();
        foreach (ref readonly FactorState factor in state.Factors)
        {
            if (policy.Detectors.Watches(factor.Code))
                codes.Add(factor.Code);
        }

        codes.Sort();
        return codes;
    }

    IEnumerable<RuleAnswer> Of(
        PointState state, string rule, FactorCode factor, BeijingTime start, BeijingTime end, Policy policy)
    {
        FollowedLead[] leads = _seen.LeadsOf(rule, factor, start, end);
        if (leads.Length > 0)
            return leads.Select(Found);
        RuleAnswer blank = Blank(rule, factor, start, end, _seen.Policy ?? policy);
        return [_seen.LookAt(factor) is { } look ? Seen(look, blank) : Unseen(state, blank, policy)];
    }

    static RuleAnswer Found(FollowedLead lead)
    {
        (Finding stood, Finding newest) = lead;
        bool isOverSince = !ReferenceEquals(stood, newest) && lead.IsOver;
        return new RuleAnswer
        {
            Rule = newest.Rule,
            Factor = newest.Factor,
            WindowStart = newest.WindowStart,
            WindowEnd = newest.WindowEnd,
            Ground = AnswerGround.Found,
            Why = isOverSince ? $"{WordsOf(stood)}; over: {WordsOf(newest)}" : WordsOf(newest),
            Clause = newest.Clause,
            PolicyVersion = newest.PolicyVersion,
            Figures = [.. LeadTally.Known(("figure", stood.Value), ("compared with", stood.Limit)), .. stood.Figures],
            FirstEntry = stood.FirstEntry,
            LastEntry = newest.LastEntry,
        };
    }

    /// <summary>The reason without the factor, which the answer names.</summary>
    static string WordsOf(Finding lead)
    {
        string factor = $"{lead.Factor}: ";
        return lead.Reason.StartsWith(factor, StringComparison.Ordinal) ? lead.Reason[factor.Length..] : lead.Reason;
    }

    RuleAnswer Unseen(PointState state, RuleAnswer blank, Policy policy)
    {
        int day = blank.WindowStart.DayNumber;
        WatchedDays days = state.Watched;
        bool isSeen = day < days.SeenTo;
        if (!policy.Detectors.Watches(blank.Factor))
        {
            return blank with
            {
                Ground = AnswerGround.NotConcerned,
                Why = $"{blank.Factor} is not watched (detectors.factors)",
                WouldDiffer = $"{blank.Factor} among the factors that are watched",
            };
        }

        if (days.First == 0 || day < days.First || state.Find(blank.Factor) < 0 || (isSeen && _seen.IsLookedAt))
        {
            return blank with
            {
                Ground = AnswerGround.NoData,
                Why = $"nothing of {blank.Factor} had come by then",
                WouldDiffer = $"data of {blank.Factor}",
            };
        }

        if (isSeen)
        {
            return blank with
            {
                Ground = AnswerGround.OutOfReach,
                Why = "the day is longer ago than what the detectors remember; ask as of an earlier time",
            };
        }

        bool isSilent = day > state.ExpectedUntil;
        return blank with
        {
            Ground = isSilent ? AnswerGround.NoData : AnswerGround.Open,
            Why = isSilent
                ? Invariant($"the point has been silent; days after {BeijingTime.StartOf(state.ExpectedUntil).Date:yyyy-MM-dd} are looked at when it is heard again")
                : "the day is looked at after its marking deadline, when the point's clock has passed that too",
            WouldDiffer = isSilent ? "data of the point" : "odd hours when it is",
            ProvisionalUntil = isSilent ? default : MarkDeadline.Of(blank.WindowStart, policy.Marks),
        };
    }

    static RuleAnswer Seen(LeadLook look, RuleAnswer blank)
    {
        string rule = blank.Rule;
        BeijingTime start = blank.WindowStart, end = blank.WindowEnd;
        HourSight[] hours = [.. look.Hours(start, end)];
        LeadTally[] tallies = [.. look.Tallies(rule, start, end)];
        LeadTally nearest = tallies.OrderBy(tally => tally.Reached).ThenBy(tally => tally.Oddity)
            .ThenBy(tally => tally.Hour).Last();
        (long first, long last) = look.Entries(start, end);
        (AnswerGround, string, string)? outside = LeadGrounds.Outside(rule, look, hours);
        (AnswerGround ground, string why, string differs) = outside
            ?? LeadGrounds.Of(rule, look, hours, tallies, nearest);
        return blank with
        {
            Behind = BehindOf(rule, look),
            Ground = ground,
            Why = why,
            WouldDiffer = differs,
            Figures = outside is not null ? OfPolicy(nearest.Figures) : nearest.Figures,
            FirstEntry = first,
            LastEntry = last,
        };
    }

    /// <summary>The policy parameters among some figures: nothing was reckoned with them.</summary>
    static ValueList<FindingFigure> OfPolicy(ValueList<FindingFigure> figures) =>
        figures.Where(figure => figure.Name.StartsWith("detectors.", StringComparison.Ordinal)).ToValueList();

    static ValueList<FactorCode> BehindOf(string rule, LeadLook look)
    {
        FactorCode companion = look.Policy.Detectors.CompanionOf(look.Factor);
        return rule == OxygenContradiction.Rule ? [look.Factor, look.Policy.Oxygen.Factor]
            : rule == ParameterChange.Rule && !companion.IsEmpty ? [look.Factor, companion]
            : [look.Factor];
    }

    static RuleAnswer Blank(string rule, FactorCode factor, BeijingTime start, BeijingTime end, Policy policy) =>
        RuleAnswer.Blank(rule, start, end, clause: null, policy) with { Factor = factor };
}
