using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Integration.Silos;

/// <summary>The log of a load run: what the gateway acknowledged, a line "device request-number" each.</summary>
static class AcknowledgedFrames
{
    /// <summary>Every acknowledged frame is in the history exactly once, the chain holds, and replay equals live.</summary>
    public static async Task ShouldAllBeHeldOnce(Uri silo, string log, int points, CancellationToken cancellationToken)
    {
        using var api = new SiloApi(silo);
        string[] lines = await File.ReadAllLinesAsync(log, cancellationToken);
        ILookup<string, string> acknowledged = lines
            .Select(line => line.Split(' '))
            .ToLookup(parts => parts[0], parts => parts[1]);
        acknowledged.Count.ShouldBe(points);
        await Parallel.ForEachAsync(acknowledged, cancellationToken, async (device, token) =>
        {
            string id = $"{device.Key}-31";
            List<Observation> history = await api.History(id, token);
            HashSet<string> stored = [.. history.Select(observation => observation.RequestNumber)];
            stored.Count.ShouldBe(history.Count, $"{id} holds a frame twice");
            device.Except(stored).ShouldBeEmpty($"{id} lost acknowledged frames");
            history.Select(observation => (int)observation.Sequence).ShouldBe(Enumerable.Range(1, history.Count));
            Proof proof = await ProofOf(api, id, token);
            proof.ReplayedHash.ShouldBe(proof.LiveHash);
            proof.Holds.ShouldBeTrue($"{id}: the chain is broken");
        });
    }

    /// <summary>As a retrying client asks: a twin may be moving still.</summary>
    static async Task<Proof> ProofOf(SiloApi api, string id, CancellationToken cancellationToken)
    {
        Proof? proof = await Eventually.Get(
            async () =>
            {
                try
                {
                    return await api.Proof($"points/{id}", cancellationToken);
                }
                catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
                {
                    return null;
                }
            },
            answer => answer is not null,
            $"{id} proves itself",
            cancellationToken);
        return proof.ShouldNotBeNull();
    }
}
