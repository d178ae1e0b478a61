using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Silos;

/// <summary>Registers points over gRPC, as an operator would with three files.</summary>
static class Registration
{
    const int ChunkBytes = 1 << 20;

    /// <summary>Values of the load lie between 100 and 200, and their means about 150: over no limit.</summary>
    const int HourLimit = 190;

    /// <exception cref="InvalidOperationException">A row was not taken.</exception>
    public static async Task Import(ChannelBase channel, PointSet points, CancellationToken cancellationToken)
    {
        using AsyncDuplexStreamingCall<ImportRegistryRequest, ImportRegistryResponse> call =
            new RegistryService.RegistryServiceClient(channel).ImportRegistry(cancellationToken: cancellationToken);
        Task<int> answers = Answers(call.ResponseStream, cancellationToken);
        if (points.HasEnterprises)
            await Send(call, RegistryFileKind.Enterprises, EnterpriseFile(points));
        await Send(call, RegistryFileKind.Points, PointFile(points));
        await Send(call, RegistryFileKind.Limits, LimitFile(points));
        await call.RequestStream.CompleteAsync();
        int applied = await answers;
        if (applied < points.Count + points.Enterprises)
            throw new InvalidOperationException(
                $"{applied} of {points.Count} points and {points.Enterprises} enterprises were registered.");
    }

    static async Task<int> Answers(
        IAsyncStreamReader<ImportRegistryResponse> stream, CancellationToken cancellationToken)
    {
        int applied = 0;
        await foreach (ImportRegistryResponse response in stream.ReadAllAsync(cancellationToken))
        {
            if (response.Problems?.Problems.FirstOrDefault(problem => problem.Severity != ImportSeverity.Warning) is { } problem)
                throw new InvalidOperationException(
                    $"Line {problem.Line}, {problem.Column}: '{problem.Value}' {problem.Reason}.");
            if (response.Result is { Kind: not RegistryFileKind.Limits } result)
                applied += result.AppliedCount;
        }

        return applied;
    }

    static async Task Send(
        AsyncDuplexStreamingCall<ImportRegistryRequest, ImportRegistryResponse> call, RegistryFileKind kind,
        string file)
    {
        await call.RequestStream.WriteAsync(new ImportRegistryRequest
        {
            Header = new RegistryFileHeader { Kind = kind, Format = RegistryFileFormat.Csv },
        });
        byte[] bytes = Encoding.UTF8.GetBytes(file);
        for (int from = 0; from < bytes.Length; from += ChunkBytes)
        {
            ByteString chunk = ByteString.CopyFrom(bytes, from, Math.Min(ChunkBytes, bytes.Length - from));
            await call.RequestStream.WriteAsync(new ImportRegistryRequest { Chunk = chunk });
        }
    }

    static string EnterpriseFile(PointSet points)
    {
        var file = new StringBuilder("code,name,industry,region\n");
        for (int i = 0; i < points.Enterprises; i++)
        {
            string code = points.EnterpriseAt(i);
            file.Append(CultureInfo.InvariantCulture, $"{code},{code},C3011,{PointSet.RegionOfEnterprise(i)}\n");
        }

        return file.ToString();
    }

    static string PointFile(PointSet points)
    {
        var file = new StringBuilder("mn,st,name,kind,region,enterprise,reference_oxygen,minute_interval\n");
        for (int i = 0; i < points.Count; i++)
        {
            string mn = points.MnOf(i);
            file.Append(
                CultureInfo.InvariantCulture,
                $"{mn},31,{mn},flue_gas,{PointSet.RegionOf(i)},{points.EnterpriseOf(i)},9,10\n");
        }

        return file.ToString();
    }

    static string LimitFile(PointSet points)
    {
        var file = new StringBuilder("mn,st,factor,period,upper,lower,source\n");
        for (int i = 0; i < points.Count; i++)
        {
            foreach (string factor in PointSet.Factors.Take(3))
                file.Append(CultureInfo.InvariantCulture, $"{points.MnOf(i)},31,{factor},hour,{HourLimit},,GB 4915\n");
        }

        return file.ToString();
    }
}
