using Qianliyan.Abstractions;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Tests.Fakes;

/// <summary>A twin of any kind.</summary>
sealed class FakeTwin(TwinName name) : IPointGrain, IEnterpriseGrain, IIncineratorGrain, ICellGrain, IRegionGrain
{
    int _recordCalls;
    long _sequence;

    public TwinStatus Status { get; set; } = Given.Status(name, 0);

    /// <summary>In order of name.</summary>
    public List<RosterLine> Roster { get; } = [];

    public int RecordCalls => _recordCalls;

    /// <summary>What recording waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public RecordOutcome Outcome { get; set; } = RecordOutcome.Recorded;

    public List<Upload> Uploads { get; } = [];

    public ValueTask<TwinStatus> GetStatus() => new(Status);

    public ValueTask<RosterPage> ListRoster(RosterQuery query)
    {
        RosterLine[] matches =
        [
            .. Roster.Where(line => (query.After is not { } after || line.Name > after)
                && (query.Kind is not { } kind || line.Name.Kind == kind)
                && (query.Level is not { } level || line.Level == level)
                && (query.Link is not { } link || line.Link == link)),
        ];
        return new ValueTask<RosterPage>(
            new RosterPage([.. matches.Take(query.Limit)], matches.Length <= query.Limit));
    }

    public ValueTask<RecordOutcome?> Refusal(DevicePassword password, bool admitsUnknown) =>
        throw new NotSupportedException();

    public async ValueTask<RecordReply[]> Record(Upload[] uploads, bool admitsUnknown)
    {
        Interlocked.Increment(ref _recordCalls);
        await Gate;
        Uploads.AddRange(uploads);
        return Array.ConvertAll(uploads, _ => new RecordReply(Outcome, ++_sequence));
    }

    public ValueTask<long> Register(RegistryRecord record) => throw new NotSupportedException();

    public ValueTask<long> Amend(RegistryRecord record, RegistryFields said) => throw new NotSupportedException();

    public ValueTask Receive(Signal[] signals) => throw new NotSupportedException();

    public ValueTask Tick(BeijingTime now) => throw new NotSupportedException();

    public ValueTask<TwinProof> Prove() => throw new NotSupportedException();

    public Task Checkpoint() => throw new NotSupportedException();

    public Task ReceiveReminder(string reminderName, TickStatus status) => throw new NotSupportedException();
}
