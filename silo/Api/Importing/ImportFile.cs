using Grpc.Core;
using Qianliyan.Api.Errors;

namespace Qianliyan.Api.Importing;

/// <summary>
/// A registry file on its way: its bytes wait on disk, since a country's points do not fit into a message.
/// </summary>
sealed class ImportFile(V1.RegistryFileHeader header, int index) : IAsyncDisposable
{
    readonly FileStream _bytes = new(
        Path.Combine(Path.GetTempPath(), $"qianliyan-import-{Guid.NewGuid():N}"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });

    public V1.RegistryFileHeader Header => header;

    public int Index => index;

    public bool IsGeoJson => header.Format == V1.RegistryFileFormat.Geojson;

    public async ValueTask Append(ReadOnlyMemory<byte> chunk, long most, CancellationToken cancellationToken)
    {
        if (_bytes.Length + chunk.Length > most)
            throw ApiError.Exhausted($"File {index} is larger than {most} bytes.").ToRpcException();
        await _bytes.WriteAsync(chunk, cancellationToken);
    }

    /// <summary>The bytes from the beginning; whoever reads them closes them.</summary>
    public Stream Open()
    {
        _bytes.Position = 0;
        return _bytes;
    }

    public ValueTask DisposeAsync() => _bytes.DisposeAsync();
}
