using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;

namespace Qianliyan.Cli;

static class CliJson
{
    static readonly JsonFormatter Messages = new(JsonFormatter.Settings.Default);

    /// <summary>One object a line, Chinese as it is written.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The JSON form of a message of the API, in one line.</summary>
    public static string Of(IMessage message) => Messages.Format(message);
}
