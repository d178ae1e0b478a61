using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Trials;

namespace Qianliyan.Replay.Explaining;

/// <summary>A twin that lives through its journal once more to answer for its rules.</summary>
abstract class AnsweringTwin
{
    /// <summary>The twin that judges the one asked about: the 3 km cell for a fine one.</summary>
    public abstract TwinName Judge { get; }

    public abstract IReadOnlyList<string> Rules { get; }

    /// <returns>The findings that the entry led to.</returns>
    public abstract IEnumerable<Finding> Take(in TwinEntry entry, Policy policy, RuleQuestion question);

    /// <returns>Each answer with the arrival of the entry that its rule last judged the window by.</returns>
    public abstract IReadOnlyList<(RuleAnswer Answer, long JudgedAtUnixMs)> Answer(RuleQuestion question);

    /// <param name="name">The twin asked about.</param>
    /// <param name="book">The policies, which name some of the rules.</param>
    /// <returns>Null for a twin that no rule judges.</returns>
    public static AnsweringTwin? Of(TwinName name, PolicyBook book) => name.Kind switch
    {
        TwinKind.Point => new Answering<PointState>(
            name, new PointFold(), new PointLimitAnswers(), new TransmissionAnswers(), new SupervisionAnswers(),
            new LeadAnswers()),
        TwinKind.Incinerator => new Answering<IncineratorState>(
            name, new IncineratorFold(), new FurnaceDayLimitAnswers(), new FurnaceTemperatureAnswers(),
            new FurnaceBudgetAnswers(BudgetNames(book)), new FurnaceMaintenanceAnswers(), new FurnaceMonthAnswers(),
            new FurnaceMarkOrderAnswers(), new FurnaceContradictionAnswers(), new FurnaceInferenceAnswers(),
            new FurnaceSlotsNearAnswers(), new FurnacePaceAnswers()),
        TwinKind.Enterprise => new Answering<EnterpriseState>(
            name, new EnterpriseFold(), new IdlingAnswers(), new LagAnswers(), new NightAnswers(), new OrderAnswers(),
            new PlantMaintenanceAnswers()),
        TwinKind.Cell when name.AsCell() is { Resolution: GridResolution.Fine } cell => new Answering<CellState>(
            TwinName.Of(cell.Coarse), new CellFold(), new ContrastAnswers(cell), new ContrastMonthAnswers(cell)),
        _ => null,
    };

    static IEnumerable<string> BudgetNames(PolicyBook book) =>
        book.Policies.SelectMany(policy => policy.Furnace.Budget.Year).Select(budget => budget.Name).Distinct();

    sealed class Answering<TState>(TwinName judge, ITwinFold<TState> fold, params IRuleAnswers<TState>[] families)
        : AnsweringTwin
        where TState : class, ITwinState
    {
        readonly TrialTwin<TState> _twin = new(fold, judge);

        // The policy that each family last judged the window under, and when.
        readonly (Policy Policy, long AtUnixMs)?[] _judged = new (Policy, long)?[families.Length];
        readonly List<PageId> _pages = [];
        (Policy Policy, long AtUnixMs)? _newest;

        public override TwinName Judge => judge;

        public override IReadOnlyList<string> Rules { get; } = [.. families.SelectMany(family => family.Rules)];

        public override IEnumerable<Finding> Take(in TwinEntry entry, Policy policy, RuleQuestion question)
        {
            IReadOnlyList<Effect> told = _twin.Take(in entry, policy);
            _newest = (policy, entry.ArrivedAtUnixMs);
            for (int i = 0; i < families.Length; i++)
            {
                _pages.Clear();
                families[i].PagesFor(_twin.With([]), question, _pages);
                if (_pages.Count > 0 && !_twin.Touched.Any(_pages.Contains))
                    continue;
                _judged[i] = _newest;
                families[i].Follow(_twin.With(_pages), _twin.Latest, question, policy);
            }

            _twin.Shelve();
            return _twin.Latest.Union(told.Select(effect => effect.Body).OfType<FindingTold>()
                .Select(finding => finding.Finding));
        }

        public override IReadOnlyList<(RuleAnswer Answer, long JudgedAtUnixMs)> Answer(RuleQuestion question)
        {
            var answers = new List<(RuleAnswer Answer, long JudgedAtUnixMs)>();
            for (int i = 0; i < families.Length; i++)
            {
                if ((_judged[i] ?? _newest) is not { } judged || !families[i].Rules.Any(question.Asks))
                    continue;
                _pages.Clear();
                families[i].PagesFor(_twin.With([]), question, _pages);
                answers.AddRange(families[i].Answer(_twin.With(_pages), question, judged.Policy)
                    .Select(answer => (answer, judged.AtUnixMs)));
            }

            return answers;
        }
    }
}
