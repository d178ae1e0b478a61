using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.Domain.Time;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Api;

/// <summary>Ingest over gRPC goes by the silo's word on unknown points, as devices do.</summary>
public sealed class IngestTests
{
    static readonly BeijingTime Morning = BeijingTime.Of(2026, 3, 2, 8);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_that_registers_unknown_points_takes_their_observations_by_call_and_by_stream()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation, "--unknown-points", "register");
        using var api = new SiloApi(silo.Grpc);

        Observation created = await api.Ingest.CreateObservationAsync(
            new CreateObservationRequest { Parent = "points/STRANGER-31", Observation = ReadingOf("1.5") },
            cancellationToken: Cancellation);
        IngestResponse streamed = await Stream(api, "points/STRANGER2-31");

        created.Name.ShouldBe("points/STRANGER-31/observations/1");
        streamed.RecordedCount.ShouldBe(1);
        streamed.Errors.ShouldBeEmpty();
        (await api.History("STRANGER-31", Cancellation)).ShouldHaveSingleItem().Readings[0].Value.ShouldBe("1.5");
        (await api.History("STRANGER2-31", Cancellation)).ShouldHaveSingleItem().Readings[0].Value.ShouldBe("2.5");
    }

    [Fact]
    public async Task A_silo_that_quarantines_unknown_points_refuses_their_observations()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);

        var request = new CreateObservationRequest { Parent = "points/STRANGER-31", Observation = ReadingOf("1.5") };
        RpcException refused = await Should.ThrowAsync<RpcException>(
            async () => await api.Ingest.CreateObservationAsync(request, cancellationToken: Cancellation));
        IngestResponse streamed = await Stream(api, "points/STRANGER-31");

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
        streamed.RecordedCount.ShouldBe(0);
        IngestError error = streamed.Errors.ShouldHaveSingleItem();
        ((StatusCode)error.Status.Code).ShouldBe(StatusCode.NotFound);
    }

    static async Task<IngestResponse> Stream(SiloApi api, string point)
    {
        using AsyncDuplexStreamingCall<IngestRequest, IngestResponse> call =
            api.Ingest.Ingest(cancellationToken: Cancellation);
        var observation = new PointObservation { Point = point, ClientSequence = 1, Observation = ReadingOf("2.5") };
        await call.RequestStream.WriteAsync(new IngestRequest { Observations = { observation } }, Cancellation);
        await call.RequestStream.CompleteAsync();
        var answers = new List<IngestResponse>();
        await foreach (IngestResponse response in call.ResponseStream.ReadAllAsync(Cancellation))
            answers.Add(response);
        return answers.Where(answer => answer.AcknowledgedClientSequence == 1).ShouldHaveSingleItem();
    }

    static Observation ReadingOf(string value) => new()
    {
        Kind = ObservationKind.RealTime,
        DataTime = Timestamp.FromDateTimeOffset(Morning.ToDateTimeOffset()),
        Readings = { new Reading { Factor = "a21026", Value = value, Flag = DataFlag.Normal } },
    };
}
