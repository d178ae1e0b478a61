using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Explaining.Cells;
using Qianliyan.Domain.Explaining.Furnaces;
using Qianliyan.Domain.Explaining.Plants;
using Qianliyan.Domain.Explaining.Points;
using Qianliyan.Domain.Explaining.Power;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Reliving;

namespace Qianliyan.Replay.Explaining;

/// <summary>A twin that lives through its journal once more to answer for its rules.</summary>
abstract class AnsweringTwin
{
    /// <summary>The twin that judges the one asked about: the 3 km cell for a fine one.</summary>
    public abstract TwinName Judge { get; }

    public abstract IReadOnlyList<string> Rules { get; }

    /// <summary>The level of the judge before the last entry and after it.</summary>
    public abstract (EscalationLevel Before, EscalationLevel After) Levels { get; }

    /// <returns>The findings that the entry led to.</returns>
    public abstract IEnumerable<Finding> Take(in TwinEntry entry, Policy policy, RuleQuestion question);

    /// <returns>Each answer with the arrival of the entry that its rule last judged the window by.</returns>
    public abstract IReadOnlyList<(RuleAnswer Answer, long JudgedAtUnixMs)> Answer(RuleQuestion question);

    /// <summary>
    /// What the rule of a finding makes of its window where it finds nothing; empty where it cannot tell.
    /// </summary>
    /// <param name="finding">Of the same twin in another world.</param>
    /// <param name="policy">That this twin was last judged by.</param>
    public abstract string WhyNot(Finding finding, Policy policy);

    /// <param name="name">The twin asked about.</param>
    /// <param name="book">The policies, which name some of the rules.</param>
    /// <returns>Null for a twin that no rule judges.</returns>
    public static AnsweringTwin? Of(TwinName name, PolicyBook book) =>
        RelivedTwins.Finds(name.Kind)
            ? Over(RelivedTwins.Begin(JudgeOf(name)), name, book, isFollowed: true)
            : null;

    /// <param name="twin">Of the name, or of the coarse cell that judges the one named.</param>
    /// <param name="name">The twin asked about.</param>
    /// <param name="book">The policies, which name some of the rules.</param>
    /// <param name="isFollowed">
    /// Whether it will take every entry with the question; otherwise leads, which take that, are not answered for.
    /// </param>
    /// <returns>Null for a twin that no rule judges.</returns>
    public static AnsweringTwin? Over(IRelivedTwin twin, TwinName name, PolicyBook book, bool isFollowed) => twin switch
    {
        RelivedTwin<PointState> point => new Answering<PointState>(name, point, PointAnswers(isFollowed)),
        RelivedTwin<IncineratorState> furnace => new Answering<IncineratorState>(name, furnace, FurnaceAnswers(book)),
        RelivedTwin<EnterpriseState> enterprise => new Answering<EnterpriseState>(name, enterprise, EnterpriseAnswers()),
        RelivedTwin<CellState> coarse when name.AsCell() is { Resolution: GridResolution.Fine } cell =>
            new Answering<CellState>(JudgeOf(name), coarse, CellAnswers(cell)),
        RelivedTwin<CellState> ranked => new Answering<CellState>(name, ranked, [new WarnedAnswers(), new WarningEscalationAnswers()]),
        _ => null,
    };

    static TwinName JudgeOf(TwinName name) =>
        name.Kind == TwinKind.Cell && name.AsCell() is { Resolution: GridResolution.Fine } cell
            ? TwinName.Of(cell.Coarse)
            : name;

    static IRuleAnswers<PointState>[] PointAnswers(bool withLeads) =>
    [
        new PointLimitAnswers(), new TransmissionAnswers(), new SupervisionAnswers(),
        .. withLeads ? [new LeadAnswers()] : Array.Empty<IRuleAnswers<PointState>>(),
    ];

    static IRuleAnswers<IncineratorState>[] FurnaceAnswers(PolicyBook book) =>
    [
        new FurnaceDayLimitAnswers(), new FurnaceTemperatureAnswers(), new FurnaceBudgetAnswers(BudgetNames(book)),
        new FurnaceMaintenanceAnswers(), new FurnaceMonthAnswers(), new SubsidyRestoreAnswers(), new FurnaceMarkOrderAnswers(),
        new FurnaceContradictionAnswers(), new FurnaceInferenceAnswers(), new FurnaceSlotsNearAnswers(),
        new FurnacePaceAnswers(),
    ];

    static IRuleAnswers<EnterpriseState>[] EnterpriseAnswers() =>
    [
        new IdlingAnswers(), new LagAnswers(), new NightAnswers(), new OrderAnswers(), new PlantMaintenanceAnswers(),
        new PlantSubsidyAnswers(),
    ];

    static IRuleAnswers<CellState>[] CellAnswers(CellId cell) => [new ContrastAnswers(cell), new ContrastMonthAnswers(cell)];

    static IEnumerable<string> BudgetNames(PolicyBook book) =>
        book.Policies.SelectMany(policy => policy.Furnace.Budget.Year).Select(budget => budget.Name).Distinct();

    sealed class Answering<TState>(TwinName judge, RelivedTwin<TState> twin, IRuleAnswers<TState>[] families)
        : AnsweringTwin
        where TState : class, ITwinState
    {
        // The policy that each family last judged the window under, and when.
        readonly (Policy Policy, long AtUnixMs)?[] _judged = new (Policy, long)?[families.Length];
        readonly List<PageId> _pages = [];
        (Policy Policy, long AtUnixMs)? _newest;
        EscalationLevel _levelBefore;

        public override TwinName Judge => judge;

        public override IReadOnlyList<string> Rules { get; } = [.. families.SelectMany(family => family.Rules)];

        public override (EscalationLevel Before, EscalationLevel After) Levels => (_levelBefore, twin.Level);

        public override IEnumerable<Finding> Take(in TwinEntry entry, Policy policy, RuleQuestion question)
        {
            _levelBefore = twin.Level;
            IReadOnlyList<Effect> told = twin.Take(in entry, policy);
            _newest = (policy, entry.ArrivedAtUnixMs);
            for (int i = 0; i < families.Length; i++)
            {
                _pages.Clear();
                families[i].PagesFor(twin.With([]), question, _pages);
                if (_pages.Count > 0 && !twin.Touched.Any(_pages.Contains))
                    continue;
                _judged[i] = _newest;
                families[i].Follow(twin.With(_pages), twin.Latest, question, policy);
            }

            twin.Shelve();
            return twin.Latest.Union(told.Select(effect => effect.Body).OfType<FindingTold>()
                .Select(finding => finding.Finding));
        }

        public override IReadOnlyList<(RuleAnswer Answer, long JudgedAtUnixMs)> Answer(RuleQuestion question)
        {
            var answers = new List<(RuleAnswer Answer, long JudgedAtUnixMs)>();
            for (int i = 0; i < families.Length; i++)
            {
                if ((_judged[i] ?? _newest) is { } judged)
                {
                    answers.AddRange(
                        Answer(families[i], question, judged.Policy)
                            .Select(answer => (answer.AsAskedAt(question.AskedAt), judged.AtUnixMs)));
                }
            }

            return answers;
        }

        public override string WhyNot(Finding finding, Policy policy)
        {
            bool isOfHour = finding.WindowEnd.UnixSeconds - finding.WindowStart.UnixSeconds <= BeijingTime.SecondsPerHour;
            var question = new RuleQuestion(
                finding.Rule, finding.Factor, finding.WindowEnd.AddSeconds(-1), isOfHour);
            return families.SelectMany(family => Answer(family, question, policy))
                .Where(answer => answer.Ground != AnswerGround.Found && answer.IsOn(finding))
                .Select(answer => answer.Why).FirstOrDefault("");
        }

        IEnumerable<RuleAnswer> Answer(IRuleAnswers<TState> family, RuleQuestion question, Policy policy)
        {
            if (!family.Rules.Any(question.Asks))
                return [];
            _pages.Clear();
            family.PagesFor(twin.With([]), question, _pages);
            return family.Answer(twin.With(_pages), question, policy);
        }
    }
}
