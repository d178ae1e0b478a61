using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Marks;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Tests;

namespace Qianliyan.Api.Tests.Marks;

/// <summary>The service of marks over a twin that was shown, at 10:00 on 2 March 2026, with words for what it is asked.</summary>
sealed class MarkHost : IDisposable
{
    static readonly BeijingTime Today = BeijingTime.Of(2026, 3, 2);

    readonly TwinName _twin;
    readonly TemporaryStore _store = new();
    readonly PolicyArchive _archive;

    public MarkHost(TwinName twin)
    {
        _twin = twin;
        Grains.Show(Given.Status(twin, 1));
        _archive = new PolicyArchive(_store.Journal, TimeProvider.System, NullLogger<PolicyArchive>.Instance);
        Service = new MarkService(
            new Marking(Grains, Given.LiveTwins(Grains), _archive, new FakeTimeProvider(Today.AddSeconds(36_000).ToDateTimeOffset())),
            new CallGuard(NullLogger<CallGuard>.Instance));
    }

    public void Dispose()
    {
        _archive.Dispose();
        _store.Dispose();
    }

    public FakeGrains Grains { get; } = new();

    public MarkService Service { get; }

    public static FakeCall Call => new(TestContext.Current.CancellationToken);

    /// <summary>Every version that the twin holds.</summary>
    public List<MarkVersion> Marks => Grains[_twin].Marks;

    public static Timestamp At(int hour) => DaysAgo(0, hour);

    public static Timestamp DaysAgo(int days, int hour) =>
        Timestamp.FromDateTimeOffset(Today.AddSeconds(hour * 3600).ToDateTimeOffset().AddDays(-days));

    public Task<V1.Mark> Create(V1.Mark mark, string id) => Create(mark, id, _twin);

    public Task<V1.Mark> Create(V1.Mark mark, string id, TwinName parent) =>
        Service.CreateMark(new V1.CreateMarkRequest { Parent = parent.ToString(), Mark = mark, MarkId = id }, Call);

    public Task<V1.Mark> Update(V1.Mark mark) => Service.UpdateMark(new V1.UpdateMarkRequest { Mark = mark }, Call);

    public Task<V1.Mark> Delete(V1.DeleteMarkRequest request) => Service.DeleteMark(request, Call);

    public Task<V1.Mark> Get(string name) => Service.GetMark(new V1.GetMarkRequest { Name = name }, Call);

    public Task<V1.ListMarksResponse> List(V1.ListMarksRequest request) => Service.ListMarks(request, Call);

    public static async Task<StatusCode> StatusOf(Task call) =>
        (await Should.ThrowAsync<RpcException>(() => call)).StatusCode;

    /// <summary>The call is refused for one field.</summary>
    public static async Task Refused(Task call, string field)
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(() => call);
        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.Single().Field.ShouldBe(field);
    }
}
