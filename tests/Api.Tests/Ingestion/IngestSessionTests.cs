using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Qianliyan.Abstractions;
using Qianliyan.Api.Ingestion;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Storage;

namespace Qianliyan.Api.Tests.Ingestion;

public class IngestSessionTests
{
    readonly FakeGrains _grains = new();
    readonly FakeRequests<V1.IngestRequest> _requests = new();
    readonly FakeResponses<V1.IngestResponse> _responses = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_response_grants_credit()
    {
        Task running = Start(credit: 7);

        V1.IngestResponse first = await _responses.Next(Token);

        (first.Credit, first.AcknowledgedClientSequence).ShouldBe((7, 0L));
        _requests.Complete();
        await running;
    }

    [Fact]
    public async Task Observations_of_one_point_go_in_one_call_and_in_order()
    {
        Task running = Start();
        _requests.Send(Batch((1, "points/A-31"), (2, "points/B-31"), (3, "points/A-31")));
        _requests.Complete();
        await running;

        _grains.RecordCalls.ShouldBe(2);
        _grains[Domain.Registry.TwinName.Parse("points/A-31")].Uploads
            .Select(upload => upload.Observation.DataTime.UnixSeconds).ShouldBe([1L, 3L]);
        await _responses.Next(Token);
        V1.IngestResponse last = await _responses.Next(Token);
        (last.AcknowledgedClientSequence, last.RecordedCount).ShouldBe((3L, 3));
    }

    [Fact]
    public async Task A_bad_observation_is_reported_and_breaks_nothing()
    {
        Task running = Start();
        V1.IngestRequest batch = Batch((1, "points/A-31"), (2, "points/nonsense"), (3, "points/B-31"));
        batch.Observations[2].Observation.Readings.Add(new V1.Reading { Factor = "a21026", Value = "x" });
        _requests.Send(batch);
        _requests.Send(Batch((4, "points/A-31")));
        _requests.Complete();
        await running;

        V1.IngestResponse total = await Total();
        (total.AcknowledgedClientSequence, total.RecordedCount).ShouldBe((4L, 2));
        total.Errors.Select(error => (error.ClientSequence, error.Index)).ShouldBe([(2L, 1), (3L, 2)]);
        total.Errors.Select(error => error.Status.GetDetail<BadRequest>()!.FieldViolations[0].Field)
            .ShouldBe(["observations[1].point", "observations[2].observation.readings[0].value"]);
    }

    [Fact]
    public async Task An_unknown_point_is_not_found_and_a_failed_store_asks_to_try_again()
    {
        _grains[Domain.Registry.TwinName.Parse("points/A-31")].Outcome = RecordOutcome.NotRegistered;
        _grains[Domain.Registry.TwinName.Parse("points/B-31")].Gate =
            Task.FromException(new StorageFullException("no space left"));
        Task running = Start();
        _requests.Send(Batch((1, "points/A-31"), (2, "points/B-31")));
        _requests.Complete();
        await running;

        V1.IngestResponse total = await Total();
        total.Errors[0].Status.Code.ShouldBe((int)Code.NotFound);
        total.Errors[0].Status.GetDetail<ResourceInfo>()!.ResourceName.ShouldBe("points/A-31");
        total.Errors[1].Status.Code.ShouldBe((int)Code.Unavailable);
        total.Errors[1].Status.GetDetail<RetryInfo>().ShouldNotBeNull();
    }

    [Fact]
    public async Task Acknowledgements_come_in_order_though_a_later_batch_is_done_first()
    {
        var gate = new TaskCompletionSource();
        _grains[Domain.Registry.TwinName.Parse("points/A-31")].Gate = gate.Task;
        _requests.Send(Batch((1, "points/A-31")));
        _requests.Send(Batch((2, "points/B-31")));
        _requests.Complete();
        Task running = Start();
        _grains.RecordCalls.ShouldBe(2);
        await _responses.Next(Token);
        Task<V1.IngestResponse> next = _responses.Next(Token);
        next.IsCompleted.ShouldBeFalse();

        gate.SetResult();

        V1.IngestResponse response = await next;
        response.AcknowledgedClientSequence.ShouldBeGreaterThanOrEqualTo(1);
        await running;
    }

    [Fact]
    public async Task Nothing_is_read_while_the_credit_is_used_up()
    {
        var gate = new TaskCompletionSource();
        _grains[Domain.Registry.TwinName.Parse("points/A-31")].Gate = gate.Task;
        for (int i = 1; i <= 5; i++)
            _requests.Send(Batch((i, "points/A-31")));
        _requests.Complete();
        Task running = Start(credit: 2);

        _requests.Read.ShouldBe(2);
        gate.SetResult();
        await running;
        _requests.Read.ShouldBe(5);
    }

    [Fact]
    public async Task Client_sequences_that_do_not_grow_end_the_stream_after_what_came_before_is_acknowledged()
    {
        Task running = Start();
        _requests.Send(Batch((5, "points/A-31")));
        _requests.Send(Batch((5, "points/A-31")));

        RpcException refusal = await Should.ThrowAsync<RpcException>(running);

        refusal.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        (await Total()).AcknowledgedClientSequence.ShouldBe(5);
    }

    Task Start(int credit = 4_096)
    {
        var recorder = new Recorder(
            _grains,
            Given.Options(options => options.IngestCredit = credit),
            Given.Instruments,
            TimeProvider.System,
            NullLogger<Recorder>.Instance);
        return new IngestSession(recorder, _requests, _responses).Run(Token, Token);
    }

    /// <summary>All acknowledgements of a stream that has ended, as one.</summary>
    async Task<V1.IngestResponse> Total()
    {
        var total = new V1.IngestResponse();
        await _responses.Next(Token);
        while (_responses.TryNext() is { } response)
        {
            total.AcknowledgedClientSequence = response.AcknowledgedClientSequence;
            total.RecordedCount += response.RecordedCount;
            total.Errors.AddRange(response.Errors);
        }

        return total;
    }

    static V1.IngestRequest Batch(params (long Sequence, string Point)[] items) => new()
    {
        Observations =
        {
            items.Select(item => new V1.PointObservation
            {
                Point = item.Point,
                ClientSequence = item.Sequence,
                Observation = new V1.Observation
                {
                    Kind = V1.ObservationKind.RealTime,
                    DataTime = new Timestamp { Seconds = item.Sequence },
                },
            }),
        },
    };
}
