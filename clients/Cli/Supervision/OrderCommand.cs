using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Supervision;

/// <summary><c>qly order</c>: orders to enterprises for a heavy-pollution emergency.</summary>
static class OrderCommand
{
    public static Command Create(ServerOptions options, Terminal terminal) =>
        new("order", "Give enterprises orders to cut production in an emergency (重污染天气应急响应), and list them.")
        {
            CreatePut(options, terminal),
            CreateList(options, terminal),
        };

    static Command CreatePut(ServerOptions options, Terminal terminal)
    {
        Argument<string> enterprise = Enterprise();
        Argument<string> number = new("number") { Description = "Number of the order." };
        Option<DateTimeOffset?> from = WordOption.Time(
            "--from", "Start, inclusive: a Beijing time such as 2026-01-31T08:00, a time with offset, or an age.");
        from.Required = true;
        Option<DateTimeOffset?> to = WordOption.Time("--to", "End, exclusive, at most 14 days after; same forms.");
        to.Required = true;
        Option<string> cut = new("--cut")
        {
            Description = "Share of the usual power that must go, above 0; 1 stops production.",
            HelpName = "share",
            Required = true,
        };
        Option<bool> lifted = new("--lifted") { Description = "The order is taken back." };
        var command = new Command("put", "Give an order, or put it in place of the one of the same number.")
        {
            enterprise, number, from, to, cut, lifted,
        };
        command.Validators.Add(result => result.CheckOrder(from, to));
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                EmergencyOrder order = await session.Supervision.PutOrderAsync(
                    new PutOrderRequest
                    {
                        Order = new EmergencyOrder
                        {
                            Name = $"{parsed.GetRequiredValue(enterprise)}/orders/{parsed.GetRequiredValue(number)}",
                            StartTime = TimeText.Seconds(parsed.GetValue(from)),
                            EndTime = TimeText.Seconds(parsed.GetValue(to)),
                            Cut = parsed.GetRequiredValue(cut),
                            Lifted = parsed.GetValue(lifted),
                        },
                    },
                    cancellationToken: token);
                await Show(session, order);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    static Command CreateList(ServerOptions options, Terminal terminal)
    {
        Argument<string> enterprise = Enterprise();
        var command = new Command("list", "List the orders that an enterprise was given.") { enterprise };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                ListOrdersResponse list = await session.Supervision.ListOrdersAsync(
                    new ListOrdersRequest { Parent = parsed.GetRequiredValue(enterprise) }, cancellationToken: token);
                foreach (EmergencyOrder order in list.Orders)
                    await Show(session, order);
                if (!session.Json)
                    await session.Terminal.Out.WriteLineAsync(CountText.Of(list.Orders.Count, "order"));
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    static async Task Show(Session session, EmergencyOrder order)
    {
        string lifted = order.Lifted ? ", lifted" : "";
        await session.Terminal.Out.WriteLineAsync(session.Json
            ? CliJson.Of(order)
            : $"{order.Name}  {TimeText.Of(order.StartTime)} to {TimeText.Of(order.EndTime)}, cut {order.Cut}{lifted}");
    }

    static Argument<string> Enterprise() => Twins.TwinName.Enterprise();
}
