using Qianliyan.Abstractions;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
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

    public Task MoveTo(SiloAddress silo) => throw new NotSupportedException("There is only one silo.");

    public ValueTask<RecordOutcome?> Refusal(DevicePassword password, bool admitsUnknown) =>
        throw new NotSupportedException();

    public async ValueTask<RecordReply[]> Record(Upload[] uploads, bool admitsUnknown)
    {
        Interlocked.Increment(ref _recordCalls);
        await Gate;
        Uploads.AddRange(uploads);
        return Array.ConvertAll(uploads, _ => new RecordReply(Outcome, ++_sequence));
    }

    /// <summary>The versions of its marks, in the order in which they came.</summary>
    public List<MarkVersion> Marks { get; } = [];

    /// <summary>What somebody else does just before the next mark is taken.</summary>
    public Action? BeforeMark { get; set; }

    public ValueTask<MarkVersion?> Mark(Mark mark)
    {
        Action? meanwhile = BeforeMark;
        BeforeMark = null;
        meanwhile?.Invoke();
        if (Marks.Exists(held => held.Mark.Id == mark.Id && held.Mark.Revision == mark.Revision))
            return new ValueTask<MarkVersion?>((MarkVersion?)null);
        var taken = new MarkVersion(mark, BeijingTime.Of(2026, 3, 2, 8), ++_sequence);
        Marks.Add(taken);
        return new ValueTask<MarkVersion?>(taken);
    }

    public ValueTask<MarkVersion[]> GetMarks() => new(
    [
        .. Marks.GroupBy(held => held.Mark.Id).OrderBy(mark => mark.Key, StringComparer.Ordinal)
            .Select(versions => versions.MaxBy(version => version.Mark.Revision)!),
    ]);

    /// <summary>The versions of its orders, in the order in which they came.</summary>
    public List<OrderVersion> Orders { get; } = [];

    /// <summary>What somebody else does just before the next order is taken.</summary>
    public Action? BeforeOrder { get; set; }

    public ValueTask<OrderVersion?> Order(EmergencyOrder order)
    {
        Action? meanwhile = BeforeOrder;
        BeforeOrder = null;
        meanwhile?.Invoke();
        if (Orders.Exists(held => held.Order.Number == order.Number && held.Order.Revision >= order.Revision))
            return new ValueTask<OrderVersion?>((OrderVersion?)null);
        var taken = new OrderVersion(order, BeijingTime.Of(2026, 3, 2, 8), ++_sequence);
        Orders.Add(taken);
        return new ValueTask<OrderVersion?>(taken);
    }

    public ValueTask<OrderVersion[]> GetOrders() => new(
    [
        .. Orders.GroupBy(held => held.Order.Number).OrderBy(order => order.Key, StringComparer.Ordinal)
            .Select(versions => versions.Last()),
    ]);

    /// <summary>What is acknowledged, by finding; the level under an empty id.</summary>
    public Dictionary<string, Acknowledgement> Acknowledged { get; } = [];

    public ValueTask<Acknowledgement?> Acknowledge(string by, string finding)
    {
        if (finding.Length == 0 && Status.Level == EscalationLevel.Normal)
            return new ValueTask<Acknowledgement?>((Acknowledgement?)null);
        Acknowledged.TryAdd(finding, new Acknowledgement(by, BeijingTime.Of(2026, 3, 2, 8), Status.Level, finding));
        return new ValueTask<Acknowledgement?>(Acknowledged[finding]);
    }

    public RegistryRecord? Registration { get; set; }

    public ValueTask<RegistryRecord?> GetRegistration() => new(Registration);

    public ValueTask<long> Register(RegistryRecord record) => throw new NotSupportedException();

    public ValueTask<long> Amend(RegistryRecord record, RegistryFields said) => throw new NotSupportedException();

    public ValueTask Receive(Signal[] signals) => throw new NotSupportedException();

    public ValueTask Tick(BeijingTime now) => throw new NotSupportedException();

    public ValueTask<TwinProof> Prove() => throw new NotSupportedException();

    public Task Checkpoint() => throw new NotSupportedException();

    public Task ReceiveReminder(string reminderName, TickStatus status) => throw new NotSupportedException();
}
