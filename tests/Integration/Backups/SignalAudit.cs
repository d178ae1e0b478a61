using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Checkpoints;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Integration.Backups;

/// <summary>
/// Reads a store that no silo has open, and holds what each twin told by its journal against what the others heard by
/// theirs: nothing was heard that was not said, nothing twice or out of turn, and what was not heard is still to be
/// told.
/// </summary>
sealed class SignalAudit(IJournal journal)
{
    readonly Dictionary<(TwinName Source, TwinName Target), List<SignalPosition>> _heard = [];
    PolicyBook _policies = PolicyBook.Empty;

    /// <summary>Signals that were heard.</summary>
    public int Heard { get; private set; }

    /// <summary>Signals that are still to be told.</summary>
    public int Untold { get; private set; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SignalAudit> OfDirectory(string directory)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddLogging().AddEmbeddedStore(store => store.Directory = directory).BuildServiceProvider();
        return await Of(services);
    }

    public static async Task<SignalAudit> OfTable(string connectionString)
    {
        var cluster = new Silo.ClusterSettings(
            connectionString, "qianliyan", Shards: null, Id: "", IPAddress.Loopback, Pod: null);
        await using ServiceProvider services = new ServiceCollection()
            .AddLogging().AddAzureTableStore(cluster.Configure).BuildServiceProvider();
        return await Of(services);
    }

    static async Task<SignalAudit> Of(ServiceProvider services)
    {
        var audit = new SignalAudit(services.GetRequiredService<IJournal>());
        await audit.Run();
        return audit;
    }

    async Task Run()
    {
        using var archive = new PolicyArchive(journal, TimeProvider.System, NullLogger<PolicyArchive>.Instance);
        await archive.Refresh(Token);
        _policies = archive.Book;
        TwinName[] twins =
        [
            .. (await journal.ListTwinsAsync(Token).ToListAsync(Token))
                .Where(twin => twin != PolicyArchive.JournalName).Select(TwinName.Parse),
        ];
        foreach (TwinName twin in twins)
            await Listen(twin);
        foreach (TwinName twin in twins)
            await Compare(twin);
        _heard.ShouldBeEmpty("nobody hears of a twin that has no journal");
    }

    async Task Listen(TwinName twin)
    {
        await foreach (JournalEntry entry in journal.ReadAsync(twin.ToString(), 1, null, int.MaxValue, Token))
        {
            if (BodyOf(entry) is not Signalled { Signal: var signal })
                continue;
            List<SignalPosition> heard = _heard.TryGetValue((signal.Source, twin), out List<SignalPosition>? list)
                ? list
                : _heard[(signal.Source, twin)] = [];
            if (heard.Count > 0)
                (signal.Position > heard[^1]).ShouldBeTrue($"{twin} hears {signal.Source} in order, nothing twice");
            heard.Add(signal.Position);
            Heard++;
        }
    }

    Task Compare(TwinName twin) => twin.Kind switch
    {
        TwinKind.Point => Compare(twin, new PointFold()),
        TwinKind.Enterprise => Compare(twin, new EnterpriseFold()),
        TwinKind.Incinerator => Compare(twin, new IncineratorFold()),
        TwinKind.Cell => Compare(twin, new CellFold()),
        _ => Compare(twin, new RegionFold()),
    };

    async Task Compare<TState>(TwinName source, ITwinFold<TState> fold)
        where TState : class, ITwinState
    {
        HashSet<(TwinName, SignalPosition)> pending = [];
        StoredCheckpoint? checkpoint = await journal.ReadCheckpointAsync(source.ToString(), Token);
        if (checkpoint is not null)
        {
            TwinSnapshot.Read(
                fold, source, checkpoint, (target, signal) => pending.Add((target, signal.Position)), out _);
        }

        Dictionary<TwinName, List<Saying>> said = await Say(source, fold, checkpoint?.Position.Sequence ?? 0, pending);
        Untold += pending.Count;
        foreach ((TwinName target, List<Saying> sayings) in said)
        {
            List<SignalPosition> heard = _heard.Remove((source, target), out List<SignalPosition>? list) ? list : [];
            heard.Except(sayings.Select(saying => saying.Position))
                .ShouldBeEmpty($"{target} has heard of {source} what it never said");
            HashSet<SignalPosition> known = [.. heard];
            sayings.Where(saying => saying.MustBeHeard && !known.Contains(saying.Position))
                .Where(saying => !pending.Contains((target, saying.Position))
                    || heard.Any(later => later > saying.Position))
                .Select(saying => $"{saying.Position}: {saying.Body}")
                .ShouldBeEmpty($"lost between {source} and {target}");
        }
    }

    /// <summary>What its journal makes it say, by target; what it says after its checkpoint is pending.</summary>
    async Task<Dictionary<TwinName, List<Saying>>> Say<TState>(
        TwinName source, ITwinFold<TState> fold, long checkpointed, HashSet<(TwinName, SignalPosition)> pending)
        where TState : class, ITwinState
    {
        var said = new Dictionary<TwinName, List<Saying>>();
        TState state = fold.Create(source);
        var effects = new EffectList();
        Policy policy = _policies.Named(version: null);
        await foreach (JournalEntry entry in journal.ReadAsync(source.ToString(), 1, null, int.MaxValue, Token))
        {
            EntryBody body = BodyOf(entry);
            effects.Clear();
            if (body is PolicyPut put)
                policy = _policies.Named(put.Version);
            fold.Apply(state, new TwinEntry(entry.Sequence, entry.ArrivalMs, body), policy, effects);
            for (int i = 0; i < effects.Told.Count; i++)
            {
                (TwinName target, SignalBody signal) = effects.Told[i];
                List<Saying> sayings = said.TryGetValue(target, out List<Saying>? list) ? list : said[target] = [];
                if (sayings.Count > 0 && signal.Replaces(sayings[^1].Body))
                    sayings[^1] = sayings[^1] with { MustBeHeard = false };
                sayings.Add(new Saying(new SignalPosition(entry.Sequence, i), signal, MustBeHeard: true));
                if (entry.Sequence > checkpointed)
                    pending.Add((target, sayings[^1].Position));
            }
        }

        return said;
    }

    static EntryBody BodyOf(JournalEntry entry) =>
        EntryCodec.Read((EntryKind)entry.Kind, entry.FormatVersion, entry.Payload.Span);

    /// <param name="Position">Where it was said.</param>
    /// <param name="Body">What.</param>
    /// <param name="MustBeHeard">The next one does not stand for it.</param>
    sealed record Saying(SignalPosition Position, SignalBody Body, bool MustBeHeard);
}
