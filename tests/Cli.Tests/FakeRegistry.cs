using System.Text;
using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

/// <summary>Takes files that hold no "bad".</summary>
public sealed class FakeRegistry : RegistryService.RegistryServiceBase
{
    public List<(RegistryFileHeader Header, string Text)> Files { get; } = [];

    public override async Task ImportRegistry(
        IAsyncStreamReader<ImportRegistryRequest> requestStream,
        IServerStreamWriter<ImportRegistryResponse> responseStream,
        ServerCallContext context)
    {
        await foreach (ImportRegistryRequest request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            if (request.Header is { } header)
                Files.Add((header, ""));
            else
                Files[^1] = (Files[^1].Header, Files[^1].Text + Encoding.UTF8.GetString(request.Chunk.Span));
        }

        for (int i = 0; i < Files.Count; i++)
        {
            bool isBad = Files[i].Text.Contains("bad", StringComparison.Ordinal);
            var problem = new ImportProblem
            {
                Line = 3, Column = "region", Value = "bad", Reason = "is not a six-digit code of GB/T 2260",
                Severity = ImportSeverity.Error,
            };
            if (isBad)
            {
                await responseStream.WriteAsync(
                    new ImportRegistryResponse
                    {
                        Problems = new ImportProblems { FileIndex = i, Problems = { problem } },
                    },
                    context.CancellationToken);
            }

            await responseStream.WriteAsync(
                new ImportRegistryResponse
                {
                    Result = new ImportResult
                    {
                        FileIndex = i, RowCount = 2, ValidCount = isBad ? 1 : 2, ErrorCount = isBad ? 1 : 0,
                        AcceptedCount = isBad ? 0 : 2, AppliedCount = isBad ? 0 : 2,
                    },
                },
                context.CancellationToken);
        }
    }
}
