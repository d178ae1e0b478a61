using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Qianliyan.Api.Errors;

namespace Qianliyan.Api.Paging;

/// <summary>
/// Page tokens (AIP-158): a position in a list, sealed with the request it belongs to. A token of another request, or
/// one that was tampered with, does not open. Form: base64url of 8 bytes of SHA-256(request, position), then the
/// position.
/// </summary>
/// <remarks>Nothing secret is in it and nothing is granted by it: the seal guards against mistakes.</remarks>
static class PageToken
{
    const int SealSize = 8;

    public const int DefaultPageSize = 50;
    public const int MaxPageSize = 1_000;

    /// <param name="request">The request without page size and page token.</param>
    public static string Seal(IMessage request, string position)
    {
        byte[] text = Encoding.UTF8.GetBytes(position);
        return Base64Url.EncodeToString([.. SealOf(request, text), .. text]);
    }

    /// <returns>The position; null for the first page.</returns>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: not a token of this request.</exception>
    public static string? Open(IMessage request, string token)
    {
        if (token.Length == 0)
            return null;
        if (Base64Url.IsValid(token))
        {
            byte[] bytes = Base64Url.DecodeFromChars(token);
            bool isLong = bytes.Length > SealSize;
            if (isLong && bytes.AsSpan(0, SealSize).SequenceEqual(SealOf(request, bytes.AsSpan(SealSize))))
                return Encoding.UTF8.GetString(bytes.AsSpan(SealSize));
        }

        throw ApiError.Invalid(
            "page_token", token, "is not a page token that this request, with these conditions, returned");
    }

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: a negative page size.</exception>
    public static int SizeOf(int pageSize) => pageSize switch
    {
        < 0 => throw ApiError.Invalid("page_size", $"{pageSize}", "is negative"),
        0 => DefaultPageSize,
        _ => Math.Min(pageSize, MaxPageSize),
    };

    static byte[] SealOf(IMessage request, ReadOnlySpan<byte> position)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Descriptor.FullName));
        hash.AppendData(SHA256.HashData(request.ToByteArray()));
        hash.AppendData(position);
        return hash.GetHashAndReset()[..SealSize];
    }
}
