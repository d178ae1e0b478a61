using Google.Protobuf;
using Grpc.Core;
using Qianliyan.Cli.Connecting;
using Qianliyan.V1;

namespace Qianliyan.Cli.Registry;

/// <summary>Streams registry files to the server, all in one call, and gathers what it says of them.</summary>
sealed class RegistryUpload(Session session, IReadOnlyList<RegistryFile> files)
{
    const int ChunkBytes = 256 * 1024;

    readonly List<(RegistryFile File, ImportProblem Problem)> _problems = [];
    readonly List<ImportResult> _results = [];

    /// <summary>Every problem, in the order of the files and their rows.</summary>
    public IReadOnlyList<(RegistryFile File, ImportProblem Problem)> Problems => _problems;

    /// <summary>One per file.</summary>
    public IReadOnlyList<ImportResult> Results => _results;

    /// <summary>A file was refused, or rows of it were and a partial import was not asked for.</summary>
    public bool IsRefused =>
        _results.Count < files.Count
        || _results.Any(result => result.Refused || (result.ErrorCount > 0 && result.AcceptedCount == 0));

    public long TotalBytes => files.Sum(file => file.Length);

    /// <param name="onSent">Bytes sent so far.</param>
    /// <param name="onEvent">What the server says, as it says it.</param>
    public async Task Run(
        Action<long> onSent, Action<ImportRegistryResponse> onEvent, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using AsyncDuplexStreamingCall<ImportRegistryRequest, ImportRegistryResponse> call =
            session.Registry.ImportRegistry(cancellationToken: stop.Token);
        Task sending = Send(call.RequestStream, onSent, stop);
        try
        {
            await foreach (ImportRegistryResponse response in call.ResponseStream.ReadAllAsync(stop.Token))
            {
                Take(response);
                onEvent(response);
            }
        }
        catch (RpcException) when (sending.IsFaulted && sending.Exception.InnerException is IOException)
        {
            await sending;
            throw;
        }

        await sending;
    }

    async Task Send(
        IClientStreamWriter<ImportRegistryRequest> requests, Action<long> onSent, CancellationTokenSource stop)
    {
        try
        {
            var buffer = new byte[ChunkBytes];
            long sent = 0;
            foreach (RegistryFile file in files)
            {
                await requests.WriteAsync(new ImportRegistryRequest { Header = file.Header }, stop.Token);
                await using Stream content = file.Open();
                while (await content.ReadAsync(buffer, stop.Token) is var read and > 0)
                {
                    ByteString chunk = ByteString.CopyFrom(buffer, 0, read);
                    await requests.WriteAsync(new ImportRegistryRequest { Chunk = chunk }, stop.Token);
                    sent += read;
                    onSent(sent);
                }
            }

            await requests.CompleteAsync();
        }
        catch (IOException)
        {
            await stop.CancelAsync();
            throw;
        }
    }

    void Take(ImportRegistryResponse response)
    {
        switch (response.EventCase)
        {
            case ImportRegistryResponse.EventOneofCase.Problems:
                RegistryFile file = files[response.Problems.FileIndex];
                _problems.AddRange(response.Problems.Problems.Select(problem => (file, problem)));
                break;
            case ImportRegistryResponse.EventOneofCase.Result:
                _results.Add(response.Result);
                break;
        }
    }
}
