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

    internal TwinTurnPool Turns { get; } = new();
}
