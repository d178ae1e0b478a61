using Grpc.Core;
using Qianliyan.Integration.Silos;
using Qianliyan.Replay.Retention;
using Qianliyan.V1;

namespace Qianliyan.Integration.Retention;

/// <summary>A data directory with a frame of 40 days ago and one of today.</summary>
public sealed class FrameRetentionTests : IDisposable
{
    const string Point = "points/MN1-31";

    readonly string _directory = Directory.CreateTempSubdirectory("qianliyan-retention-").FullName;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_silo_lets_the_frames_go_whose_days_are_over_says_so_and_proves_what_is_left()
    {
        await StoredFrames.Record(_directory, Point, -40, 0);
        await using (SiloProcess silo = await SiloProcess.StartIn(_directory, Cancellation, "--keep-frames", "30"))
        {
            using var api = new SiloApi(silo.Grpc);

            RpcException gone = await Eventually.Get(
                () => Refusal(api, 1), refused => refused is not null, "the old frame is let go", Cancellation)
                ?? throw new InvalidOperationException("It is kept.");

            gone.StatusCode.ShouldBe(StatusCode.NotFound);
            gone.Status.Detail.ShouldMatch("let go; its SHA-256 was [0-9a-f]{64}");
            (await Refusal(api, 2)).ShouldBeNull();
            Proof proof = await api.Proof(Point, Cancellation);
            (proof.Holds, proof.Chain.FrameCount, proof.Chain.MissingFrameCount).ShouldBe((true, 1, 1));
            (await api.History("MN1-31", Cancellation)).Count.ShouldBe(2);
            (await silo.Stop()).ShouldBe(0, silo.Output);
        }

        FramesLetGo seal = await StoredFrames.Seals(_directory).SingleAsync(Cancellation);
        (seal.Source, seal.First, seal.Last, seal.Frames).ShouldBe((Point, 1, 1, 1));
    }

    [Fact]
    public async Task Without_a_term_every_frame_stays()
    {
        await StoredFrames.Record(_directory, Point, -4_000);
        await using SiloProcess silo = await SiloProcess.StartIn(_directory, Cancellation);
        using var api = new SiloApi(silo.Grpc);

        (await Refusal(api, 1)).ShouldBeNull();
        silo.Output.ShouldNotContain("let go");
    }

    static async Task<RpcException?> Refusal(SiloApi api, long sequence)
    {
        try
        {
            await api.Twins.GetFrameAsync(
                new GetFrameRequest { Name = $"{Point}/observations/{sequence}/frame" }, cancellationToken: Cancellation);
            return null;
        }
        catch (RpcException refused)
        {
            return refused;
        }
    }
}
