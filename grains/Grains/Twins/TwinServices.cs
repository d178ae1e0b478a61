using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Twins;

/// <summary>What every twin of a silo works with.</summary>
public sealed class TwinServices
{
    readonly PolicyArchive _policies;

    public TwinServices(
        IJournal journal,
        PolicyArchive policies,
        ITwinChanges changes,
        ActiveTwins active,
        TimeProvider time,
        IOptions<TwinOptions> options,
        ILoggerFactory loggers)
    {
        (Journal, _policies, Changes, Active, Time, Options) = (journal, policies, changes, active, time, options.Value);
        Logger = loggers.CreateLogger("Qianliyan.Twins");
        ListeningSince = BeijingTime.From(time.GetUtcNow());
        SlowTurns = new SlowTurns(time);
        LateLanes = new LateLanes(time);
        Rebuilds = new Rebuilds(journal, policies, Logger);
    }

    public IJournal Journal { get; }

    /// <summary>What policies there are, as of now.</summary>
    public PolicyBook Policies => _policies.Book;

    public ITwinChanges Changes { get; }

    public ActiveTwins Active { get; }

    public TimeProvider Time { get; }

    public TwinOptions Options { get; }

    /// <summary>Since when devices could be heard at all.</summary>
    public BeijingTime ListeningSince { get; }

    public ILogger Logger { get; }

    public SlowTurns SlowTurns { get; }

    public LateLanes LateLanes { get; }

    internal Rebuilds Rebuilds { get; }

    internal TwinTurnPool Turns { get; } = new();

    /// <summary>
    /// A version that an entry names and this silo has not read yet was put in force by another silo a moment ago.
    /// </summary>
    public async ValueTask EnsureKnown(string? version, CancellationToken cancellationToken)
    {
        if (version is not null && _policies.Book.DocumentOf(version) is null)
            await _policies.Refresh(cancellationToken);
    }
}
