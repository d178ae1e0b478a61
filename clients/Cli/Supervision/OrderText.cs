using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Supervision;

/// <summary>A version of an order in two lines: what it says, and who says so.</summary>
static class OrderText
{
    public static async Task Show(Session session, EmergencyOrder order)
    {
        if (session.Json)
        {
            await session.Terminal.Out.WriteLineAsync(CliJson.Of(order));
            return;
        }

        await session.Terminal.Out.WriteLineAsync(
            $"{order.Name}  {TimeText.Of(order.StartTime)} to {TimeText.Of(order.EndTime)}, cut {order.Cut}");
        string author = order.Author.Length > 0 ? PlainText.Of(order.Author) : "nobody named";
        await session.Terminal.Out.WriteLineAsync(
            $"  {(order.Lifted ? "taken back, " : "")}revision {order.Revision}, {author}, "
            + $"{TimeText.Of(order.OrderTime)}: {PlainText.Of(order.Reason)}");
    }
}
