using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Twins;

/// <summary>What every twin of a silo works with.</summary>
public sealed class TwinServices(
    IJournal journal,
    PolicyArchive policies,
    ITwinChanges changes,
    ActiveTwins active,
    TimeProvider time,
    IOptions<TwinOptions> options,
    ILoggerFactory loggers)
{
    public IJournal Journal => journal;

    /// <summary>What policies there are, as of now.</summary>
    public PolicyBook Policies => policies.Book;

    public ITwinChanges Changes => changes;

    public ActiveTwins Active => active;

    public TimeProvider Time => time;

    public TwinOptions Options { get; } = options.Value;

    /// <summary>Since when devices could be heard at all.</summary>
    public BeijingTime ListeningSince { get; } = BeijingTime.From(time.GetUtcNow());

    public ILogger Logger { get; } = loggers.CreateLogger("Qianliyan.Twins");

    /// <summary>
    /// A version that an entry names and this silo has not read yet was put in force by another silo a moment ago.
    /// </summary>
    public async ValueTask EnsureKnown(string? version, CancellationToken cancellationToken)
    {
        if (version is not null && policies.Book.DocumentOf(version) is null)
            await policies.Refresh(cancellationToken);
    }

    public SlowTurns SlowTurns { get; } = new(time);

    public LateLanes LateLanes { get; } = new(time);

    internal TwinTurnPool Turns { get; } = new();
}
