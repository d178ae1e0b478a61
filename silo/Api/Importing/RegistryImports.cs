using Grpc.Core;
using Microsoft.Extensions.Options;
using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Time;
using Qianliyan.Registry;
using Qianliyan.Replay.Policies;

namespace Qianliyan.Api.Importing;

/// <summary>
/// Answers ImportRegistry: takes all files in, reads all of them, and only then applies any; none when one has an error
/// and does not ask to be taken in part.
/// </summary>
sealed class RegistryImports(
    IGrainFactory grains, IGridProjection grid, PolicyArchive archive, TimeProvider time, IOptions<ApiOptions> options)
{
    const int ProblemsPerResponse = 500;
    const int RecordsPerProgress = 2_000;

    public async Task Run(
        IAsyncStreamReader<V1.ImportRegistryRequest> requests,
        IServerStreamWriter<V1.ImportRegistryResponse> responses,
        CancellationToken cancellationToken)
    {
        var files = new List<ImportFile>();
        try
        {
            await Receive(requests, files, cancellationToken);
            var reading = new ImportReading(grid);
            var outcomes = new List<FileOutcome>(files.Count);
            foreach (ImportFile file in files)
                outcomes.Add(await Task.Run(() => reading.Read(file, cancellationToken), cancellationToken));
            await WarnOfReferences(outcomes, reading, cancellationToken);
            bool isBarred = files.Where((file, i) => !file.Header.Partial && outcomes[i].Errors > 0).Any();
            for (int i = 0; i < files.Count; i++)
            {
                await SendProblems(files[i], outcomes[i], responses, cancellationToken);
                int applied = isBarred || files[i].Header.ValidateOnly
                    ? 0
                    : files[i].Header.Kind == V1.RegistryFileKind.Limits
                    ? outcomes[i].Accepted
                    : await Apply(i, [.. outcomes[i].Records.Select(reading.Final)], responses, cancellationToken);
                await responses.WriteAsync(ResultOf(files[i], outcomes[i], applied), cancellationToken);
            }
        }
        finally
        {
            foreach (ImportFile file in files)
                await file.DisposeAsync();
        }
    }

    async Task Receive(
        IAsyncStreamReader<V1.ImportRegistryRequest> requests,
        List<ImportFile> files,
        CancellationToken cancellationToken)
    {
        while (await requests.MoveNext(cancellationToken))
        {
            V1.ImportRegistryRequest request = requests.Current;
            if (request.PartCase == V1.ImportRegistryRequest.PartOneofCase.Header)
            {
                ImportReading.Check(request.Header);
                files.Add(new ImportFile(request.Header, files.Count));
            }
            else if (files.Count == 0)
            {
                throw ApiError.Invalid("part", $"{request.PartCase}", "comes before the header of a file");
            }
            else
            {
                await files[^1].Append(request.Chunk.Memory, options.Value.MostImportBytes, cancellationToken);
            }
        }

        if (files.Count == 0)
            throw ApiError.Invalid("part", "", "did not come: there is no file to import");
    }

    async Task WarnOfReferences(List<FileOutcome> outcomes, ImportReading reading, CancellationToken cancellationToken)
    {
        var check = new ReferenceCheck(
            grains, archive.Book, BeijingTime.From(time.GetUtcNow()), options.Value.ImportsAtATime);
        Amendment[][] files =
        [
            .. outcomes.Select(file => file.Records.Select(read => reading.Final(read) with { Line = read.Line }).ToArray()),
        ];
        IReadOnlyList<ImportProblem>[] warnings = await check.Run(
            files, [.. outcomes.Select(file => file.Limits)], cancellationToken);
        for (int i = 0; i < outcomes.Count; i++)
            outcomes[i] = outcomes[i].With(warnings[i]);
    }

    async Task<int> Apply(
        int file,
        Amendment[] records,
        IServerStreamWriter<V1.ImportRegistryResponse> responses,
        CancellationToken cancellationToken)
    {
        var limits = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Value.ImportsAtATime,
            CancellationToken = cancellationToken,
        };
        int applied = 0;
        foreach (Amendment[] chunk in records.Chunk(RecordsPerProgress))
        {
            await Parallel.ForEachAsync(
                chunk, limits, async (read, _) => await grains.GetTwin(read.Record.Twin).Amend(read.Record, read.Said));
            applied += chunk.Length;
            var progress = new V1.ImportProgress
            {
                FileIndex = file,
                AppliedCount = applied,
                TotalCount = records.Length,
            };
            await responses.WriteAsync(new V1.ImportRegistryResponse { Progress = progress }, cancellationToken);
        }

        return applied;
    }

    static async Task SendProblems(
        ImportFile file,
        FileOutcome outcome,
        IServerStreamWriter<V1.ImportRegistryResponse> responses,
        CancellationToken cancellationToken)
    {
        foreach (ImportProblem[] chunk in outcome.Problems.Chunk(ProblemsPerResponse))
        {
            var problems = new V1.ImportProblems { FileIndex = file.Index };
            problems.Problems.AddRange(chunk.Select(ToProto));
            await responses.WriteAsync(new V1.ImportRegistryResponse { Problems = problems }, cancellationToken);
        }
    }

    static V1.ImportRegistryResponse ResultOf(ImportFile file, FileOutcome outcome, int applied) => new()
    {
        Result = new V1.ImportResult
        {
            FileIndex = file.Index,
            Kind = file.Header.Kind,
            RowCount = outcome.Rows,
            ValidCount = outcome.Valid,
            AcceptedCount = outcome.Accepted,
            AppliedCount = applied,
            ErrorCount = outcome.Errors,
            WarningCount = outcome.Warnings,
            Refused = outcome.IsRefused,
        },
    };

    static V1.ImportProblem ToProto(ImportProblem problem) => new()
    {
        Line = problem.Line,
        Column = problem.Column,
        Value = problem.Value,
        Reason = problem.Reason,
        Severity = problem.Severity switch
        {
            ImportSeverity.Warning => V1.ImportSeverity.Warning,
            ImportSeverity.Error => V1.ImportSeverity.Error,
            ImportSeverity.Refusal => V1.ImportSeverity.Refusal,
            _ => V1.ImportSeverity.Unspecified,
        },
    };
}
